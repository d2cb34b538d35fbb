import { Button } from '@patternfly/react-core';
import { SearchMinusIcon, SearchPlusIcon } from '@patternfly/react-icons';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { offset } from '../../format/time';
import { layOut, SCALES, type Arrow, type LadderEvent } from './layout';
import { LadderMessage } from './LadderMessage';
import './ladder.css';

interface LadderProps {
  events: readonly LadderEvent[];
  caller: string;
  callee: string;
}

const HEAD = 9;

/** The signalling of a call as three lifelines; choosing an arrow shows its message. */
export function Ladder({ events, caller, callee }: LadderProps) {
  const [zoom, setZoom] = useState(1);
  const [chosen, setChosen] = useState(0);
  const scale = SCALES[zoom] ?? SCALES[0]!;
  const layout = useMemo(() => layOut(events, scale), [events, scale]);
  const selected = layout.arrows[Math.min(chosen, layout.arrows.length - 1)];

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -events.length, End: events.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(layout.arrows.length - 1, chosen + step));
    setChosen(next);
    document.getElementById(`arrow-${next}`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className="ladder">
      <div className="ladder__diagram">
        <div className="ladder__tools">
          <Legend />
          <span>
            <Button variant="plain" size="sm" aria-label="Smaller" icon={<SearchMinusIcon />} isDisabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
            <Button variant="plain" size="sm" aria-label="Larger" icon={<SearchPlusIcon />} isDisabled={zoom === SCALES.length - 1} onClick={() => setZoom(zoom + 1)} />
          </span>
        </div>
        <div className="ladder__scroll">
          <Heads layout={layout} caller={caller} callee={callee} />
          <div
            role="listbox"
            tabIndex={0}
            aria-label="Messages of the call"
            aria-activedescendant={selected === undefined ? undefined : `arrow-${selected.index}`}
            className="ladder__list"
            onKeyDown={move}
          >
            <svg width={layout.width} height={layout.height} className={`ladder__svg ladder__svg--zoom${zoom}`}>
              {Object.entries(layout.lifelines).map(([name, x]) => (
                <line key={name} className={`ladder__lifeline ladder__lifeline--${name}`} x1={x} x2={x} y1={0} y2={layout.height} />
              ))}
              {layout.arrows.map((arrow) => (
                <ArrowLine key={arrow.index} arrow={arrow} width={layout.width} row={scale.row} isChosen={arrow === selected} onChoose={() => setChosen(arrow.index)} />
              ))}
            </svg>
          </div>
        </div>
      </div>
      {selected === undefined ? null : <LadderMessage arrow={selected} />}
    </div>
  );
}

function Heads({ layout, caller, callee }: { layout: ReturnType<typeof layOut>; caller: string; callee: string }) {
  return (
    <svg width={layout.width} height={40} className="ladder__heads" aria-hidden="true">
      <Head x={layout.lifelines.caller} width={layout.headWidth} role="Caller" name={caller} />
      <Head x={layout.lifelines.system} width={layout.headWidth} role="" name="Sallyport" />
      <Head x={layout.lifelines.callee} width={layout.headWidth} role="Called" name={callee} />
    </svg>
  );
}

function Head({ x, width, role, name }: { x: number; width: number; role: string; name: string }) {
  const fits = Math.floor(width / 7);
  const text = name.length > fits ? `${name.slice(0, fits - 1)}…` : name;
  return (
    <g className="ladder__head">
      <title>{name}</title>
      {role === '' ? null : <text x={x} y={14} className="ladder__role">{role}</text>}
      <text x={x} y={role === '' ? 24 : 31} className="ladder__name">{text}</text>
    </g>
  );
}

function ArrowLine({ arrow, width, row, isChosen, onChoose }: { arrow: Arrow; width: number; row: number; isChosen: boolean; onChoose: () => void }) {
  const { fromX, toX, y, event } = arrow;
  const towards = toX > fromX ? -1 : 1;
  return (
    <g
      id={`arrow-${arrow.index}`}
      role="option"
      aria-selected={isChosen}
      aria-label={`${offset(arrow.offset)}: ${event.summary} ${event.sent ? 'to' : 'from'} the ${event.party === 'CALLER' ? 'caller' : 'called party'}`}
      className={`ladder__arrow ladder__arrow--${arrow.messageClass}${isChosen ? ' ladder__arrow--chosen' : ''}`}
      onClick={onChoose}
    >
      <rect className="ladder__hit" x={0} y={y - row * 0.62} width={width} height={row} />
      {arrow.pause === undefined ? null : (
        <text className="ladder__pause" x={(fromX + toX) / 2} y={y - row * 1.12}>{`${(arrow.pause / 1000).toFixed(1)} s later`}</text>
      )}
      <text className="ladder__time" x={80} y={y + 3}>{offset(arrow.offset)}</text>
      <text className="ladder__summary" x={(fromX + toX) / 2} y={y - 5}>
        {event.summary}
        {arrow.carriesDescription ? <tspan className="ladder__sdp" dx={6}>SDP</tspan> : null}
      </text>
      <line className="ladder__line" x1={fromX} x2={toX + towards * (HEAD - 2)} y1={y} y2={y} />
      <path className="ladder__point" d={`M${toX} ${y} l${towards * HEAD} -4.5 v9 z`} />
    </g>
  );
}

const LEGEND = [
  ['request', 'Request'],
  ['provisional', '1xx'],
  ['success', '2xx'],
  ['redirect', '3xx'],
  ['refused', '4xx'],
  ['failed', '5xx, 6xx'],
] as const;

function Legend() {
  return (
    <ul className="ladder__legend" aria-label="Colours">
      {LEGEND.map(([name, text]) => (
        <li key={name}>
          <svg width={18} height={8} aria-hidden="true" className={`ladder__arrow--${name}`}>
            <line className="ladder__line" x1={0} x2={18} y1={4} y2={4} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}
