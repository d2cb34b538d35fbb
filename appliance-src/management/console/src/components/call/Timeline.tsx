import type { CallDetail } from '../../api/types';
import { useNow } from '../../app/clock';
import { duration } from '../../format/time';
import { DIRECTION } from '../words';
import { When } from '../When';
import { CallStateLabel, OutcomeLabel } from './CallStateLabel';
import { phases, type Phase } from './timeline';

const TONE: Record<Phase['name'], string> = { 'Setting up': 'setup', Ringing: 'ringing', Connected: 'connected' };
const WIDTH = 1000;
/** A phase of milliseconds in a call of hours must still be seen. */
const NARROWEST = 12;

/** A call's life: how it stands or ended, and its phases as one bar. */
export function Timeline({ call, ladder }: CallDetail) {
  const now = useNow();
  const all = phases({ call, ladder }, now.getTime());
  const total = Math.max(1, all.at(-1)?.to ?? 1);
  const widths = all.map((phase) => Math.max(NARROWEST, ((phase.to - phase.from) / total) * WIDTH));
  const scale = WIDTH / widths.reduce((sum, width) => sum + width, 0);
  let x = 0;
  return (
    <div className="timeline">
      <p className="timeline__summary">
        {call.disposition === null ? <CallStateLabel call={call} /> : <OutcomeLabel disposition={call.disposition} />}
        <span>
          {call.disposition === null ? '' : `${call.disposition.text} `}
          {call.disposition?.code === null || call.disposition === null ? null : <span className="subtle">{`(${call.disposition.code}) `}</span>}
        </span>
        <span className="subtle">
          {`${DIRECTION[call.direction]} ${call.protocol === 'H323' ? 'H.323' : 'SIP'} call, started `}
          <When at={call.startedAt} />
          {call.endedAt === null ? null : (
            <>
              , ended <When at={call.endedAt} />
            </>
          )}
        </span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" className="timeline__bar" role="img" aria-label="Phases of the call">
        {all.map((phase, index) => {
          const width = (widths[index] ?? 0) * scale;
          const left = x;
          x += width;
          return <rect key={phase.name} x={left} y={0} width={Math.max(0, width - 1.5)} height={10} className={`timeline__phase timeline__phase--${TONE[phase.name]}`} />;
        })}
      </svg>
      <ul className="timeline__legend">
        {all.map((phase) => (
          <li key={phase.name}>
            <span className={`timeline__dot timeline__dot--${TONE[phase.name]}`} />
            {phase.name} <span className="figures">{length(phase)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function length(phase: Phase): string {
  const milliseconds = phase.to - phase.from;
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : duration(milliseconds);
}
