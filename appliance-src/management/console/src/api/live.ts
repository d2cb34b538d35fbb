import { useSyncExternalStore } from 'react';
import { after, NOTHING_YET, without, type LiveEvent, type LiveState } from './live-state';

export type Connection = 'connecting' | 'open' | 'lost';

export interface Live extends LiveState {
  connection: Connection;
}

const EVENTS = ['calls', 'call', 'alarms', 'alarm', 'overview', 'network'] as const;
const SHOW_ENDED_MILLIS = 6_000;
/** Many calls change at once; the page is drawn at most this often. */
const DRAW_EVERY_MILLIS = 200;
const FIRST_RETRY_MILLIS = 1_000;
const LAST_RETRY_MILLIS = 15_000;
/** The overview comes every 5 s; a stream silent for longer is dead although nobody closed it. */
const SILENCE_MILLIS = 40_000;

/** The event stream of the system: one connection for the whole console, which comes back by itself. */
export class LiveFeed {
  private state: Live = { ...NOTHING_YET, connection: 'connecting' };
  private shown: Live = this.state;
  private listeners = new Set<() => void>();
  private source: EventSource | undefined;
  private retry: number | undefined;
  private draw: number | undefined;
  private watchdog: number | undefined;
  private retryMillis = FIRST_RETRY_MILLIS;

  constructor(private readonly onSessionEnded: () => void) {}

  start(): void {
    this.source?.close();
    const source = new EventSource('/api/v1/events');
    this.source = source;
    source.onopen = () => {
      this.retryMillis = FIRST_RETRY_MILLIS;
      this.update({ ...this.state, connection: 'open' });
      this.watch();
    };
    source.onerror = () => this.lose();
    for (const name of EVENTS) {
      source.addEventListener(name, (message: MessageEvent<string>) => this.receive({ name, data: JSON.parse(message.data) } as LiveEvent));
    }
    source.addEventListener('session-ended', () => {
      this.stop();
      this.onSessionEnded();
    });
  }

  stop(): void {
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.retry);
    clearTimeout(this.draw);
    clearTimeout(this.watchdog);
    this.draw = undefined;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Live => this.shown;

  private receive(event: LiveEvent): void {
    this.watch();
    this.state = { ...this.state, ...after(this.state, event) };
    if (event.name === 'call' && event.data.state === 'ENDED') {
      setTimeout(() => this.update({ ...this.state, ...without(this.state, event.data.id) }), SHOW_ENDED_MILLIS);
    }
    this.draw ??= window.setTimeout(() => {
      this.draw = undefined;
      this.tell();
    }, DRAW_EVERY_MILLIS);
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = window.setTimeout(() => this.lose(), SILENCE_MILLIS);
  }

  private lose(): void {
    this.source?.close();
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
    this.retry = window.setTimeout(() => this.start(), this.retryMillis);
    this.retryMillis = Math.min(this.retryMillis * 2, LAST_RETRY_MILLIS);
    this.update({ ...this.state, connection: 'lost' });
  }

  private update(state: Live): void {
    this.state = state;
    this.tell();
  }

  private tell(): void {
    this.shown = this.state;
    for (const listener of this.listeners) listener();
  }
}

/** What the stream tells, as it changes. */
export function useLive(feed: LiveFeed): Live {
  return useSyncExternalStore(feed.subscribe, feed.current);
}
