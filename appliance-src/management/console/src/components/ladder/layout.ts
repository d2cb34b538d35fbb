/** A signalling message between a party and this system, as the contract gives it. */
export interface LadderEvent {
  at: string;
  party: 'CALLER' | 'CALLEE';
  sent: boolean;
  summary: string;
  message: string;
}

/** What colours an arrow: a request, or the class of a response (RFC 3261 section 7.2). */
export type MessageClass = 'request' | 'provisional' | 'success' | 'redirect' | 'refused' | 'failed';

export interface Arrow {
  index: number;
  event: LadderEvent;
  messageClass: MessageClass;
  /** Milliseconds since the first message. */
  offset: number;
  /** Milliseconds since the message before, where that is worth showing as a gap. */
  pause: number | undefined;
  /** Whether it carries a session description. */
  carriesDescription: boolean;
  fromX: number;
  toX: number;
  y: number;
}

export interface LadderLayout {
  width: number;
  height: number;
  lifelines: { caller: number; system: number; callee: number };
  /** Room for the name above a lifeline. */
  headWidth: number;
  arrows: Arrow[];
}

/** Size of a ladder on screen, pixels. */
export interface LadderScale {
  row: number;
  span: number;
}

export const SCALES: readonly LadderScale[] = [
  { row: 22, span: 170 },
  { row: 29, span: 205 },
  { row: 40, span: 300 },
];

const TIME_COLUMN = 92;
const MARGIN = 84;
const PAUSE_WORTH_SHOWING = 2000;

export function messageClass(summary: string): MessageClass {
  const status = /^([1-6])\d\d\b/.exec(summary);
  switch (status?.[1]) {
    case undefined:
      return 'request';
    case '1':
      return 'provisional';
    case '2':
      return 'success';
    case '3':
      return 'redirect';
    case '4':
      return 'refused';
    default:
      return 'failed';
  }
}

function carriesDescription(message: string): boolean {
  return /^(?:content-type|c)\s*:\s*application\/sdp/im.test(message);
}

/** Places the messages of a call, oldest first, one a row, with room where nothing was said for long. */
export function layOut(events: readonly LadderEvent[], scale: LadderScale): LadderLayout {
  const lifelines = {
    caller: TIME_COLUMN + MARGIN,
    system: TIME_COLUMN + MARGIN + scale.span,
    callee: TIME_COLUMN + MARGIN + 2 * scale.span,
  };
  const first = events[0] === undefined ? 0 : Date.parse(events[0].at);
  let y = scale.row * 0.4;
  let before = first;
  const arrows = events.map((event, index): Arrow => {
    const at = Date.parse(event.at);
    const silence = at - before;
    const pause = silence >= PAUSE_WORTH_SHOWING ? silence : undefined;
    before = at;
    y += scale.row + (pause === undefined ? 0 : scale.row * 0.8);
    const party = event.party === 'CALLER' ? lifelines.caller : lifelines.callee;
    const [fromX, toX] = event.sent ? [lifelines.system, party] : [party, lifelines.system];
    return {
      index,
      event,
      messageClass: messageClass(event.summary),
      offset: at - first,
      pause,
      carriesDescription: carriesDescription(event.message),
      fromX,
      toX,
      y,
    };
  });
  return { width: lifelines.callee + MARGIN, height: y + scale.row, lifelines, headWidth: Math.min(2 * MARGIN, scale.span), arrows };
}
