import type { Alarm, CallSnapshot, NetworkState, OverviewTick } from './types';

/** What the event stream has told so far. */
export interface LiveState {
  /** Calls by id. One that ended stays for a moment, in state ENDED, so that people see it end. */
  calls: ReadonlyMap<string, CallSnapshot>;
  alarms: readonly Alarm[];
  overview: OverviewTick | undefined;
  /** How the machine stands to the settings. */
  network: NetworkState | undefined;
  /** Whether the calls were told since the stream began. */
  hasCalls: boolean;
}

export type LiveEvent =
  | { name: 'calls'; data: CallSnapshot[] }
  | { name: 'call'; data: CallSnapshot }
  | { name: 'alarms'; data: Alarm[] }
  | { name: 'alarm'; data: Alarm }
  | { name: 'overview'; data: OverviewTick }
  | { name: 'network'; data: NetworkState };

export const NOTHING_YET: LiveState = { calls: new Map(), alarms: [], overview: undefined, network: undefined, hasCalls: false };

/** The state after an event. */
export function after(state: LiveState, event: LiveEvent): LiveState {
  switch (event.name) {
    case 'calls':
      return { ...state, hasCalls: true, calls: new Map(event.data.map((call) => [call.id, call])) };
    case 'call':
      return withCall(state, event.data);
    case 'alarms':
      return { ...state, alarms: event.data };
    case 'alarm':
      return { ...state, alarms: withAlarm(state.alarms, event.data) };
    case 'overview':
      return { ...state, overview: event.data };
    case 'network':
      return { ...state, network: event.data };
  }
}

function withCall(state: LiveState, call: CallSnapshot): LiveState {
  const known = state.calls.get(call.id);
  if (known !== undefined && known.version >= call.version) return state;
  // An end of something never seen is no news for a list of live calls.
  if (known === undefined && call.state === 'ENDED') return state;
  return { ...state, calls: new Map(state.calls).set(call.id, call) };
}

function withAlarm(alarms: readonly Alarm[], alarm: Alarm): readonly Alarm[] {
  const others = alarms.filter((other) => other.key !== alarm.key || other.source !== alarm.source);
  return alarm.clearedAt === null ? [alarm, ...others] : others;
}

/** The state without a call that ended. */
export function without(state: LiveState, id: string): LiveState {
  if (state.calls.get(id)?.state !== 'ENDED') return state;
  const calls = new Map(state.calls);
  calls.delete(id);
  return { ...state, calls };
}
