import { useNow } from '../app/clock';
import { absolute, ago, timeOrDay } from '../format/time';

/** A moment: how long ago, with day and time when pointed at. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={absolute(moment)}>
      {ago(moment, now)}
    </time>
  );
}

/** A moment: day and time, with how long ago when pointed at. */
export function When({ at }: { at: string }) {
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={`${absolute(moment)}, ${ago(moment, now)}`} className="figures">
      {timeOrDay(moment, now)}
    </time>
  );
}
