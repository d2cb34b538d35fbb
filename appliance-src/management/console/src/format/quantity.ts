const DECIMAL_STEPS = [
  { from: 1e9, unit: 'G' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

const counts = new Intl.NumberFormat('en', { useGrouping: true });

/** Three significant digits at most, as people read them: 0.94, 9.4, 94, 940. */
function short(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) < 10) return trimmed(value.toFixed(2));
  if (Math.abs(value) < 100) return trimmed(value.toFixed(1));
  return value.toFixed(0);
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}

function scaled(value: number, unit: string): string {
  const step = DECIMAL_STEPS.find((candidate) => Math.abs(value) >= candidate.from);
  return step === undefined ? `${short(value)} ${unit}` : `${short(value / step.from)} ${step.unit}${unit}`;
}

/** Bits a second with a decimal prefix: 1.98 Mbit/s. */
export function bitRate(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, 'bit/s');
}

/** Octets with a decimal prefix: 12.4 MB. */
export function size(octets: number): string {
  return scaled(octets, 'B');
}

/** A count with grouped digits: 12,345. */
export function count(value: number): string {
  return counts.format(value);
}

/** A share of 0..1 as percent; what is not nothing never reads as nothing. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.01) return '<0.01 %';
  return `${short(value)} %`;
}

/** Milliseconds: 3.2 ms. */
export function millis(value: number): string {
  return `${short(value)} ms`;
}

/** The share of packets that were lost on the way to us, 0 when nothing was expected. */
export function lossShare(received: number, lost: number): number {
  const expected = received + lost;
  return expected <= 0 ? 0 : Math.max(0, lost) / expected;
}
