export type Sample = number | null;

export interface Box {
  width: number;
  height: number;
}

/** Largest value of the axis: a round figure at or above every sample, at least `least`. */
export function ceiling(samples: readonly Sample[], least: number): number {
  const top = Math.max(least, ...samples.map((sample) => sample ?? 0));
  const magnitude = 10 ** Math.floor(Math.log10(top));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * magnitude >= top) ?? 10;
  return step * magnitude;
}

/** Runs of samples that follow each other without a gap, as points of the box. */
function runs(samples: readonly Sample[], top: number, box: Box): { x: number; y: number }[][] {
  const step = samples.length > 1 ? box.width / (samples.length - 1) : 0;
  const all: { x: number; y: number }[][] = [];
  let run: { x: number; y: number }[] = [];
  samples.forEach((sample, index) => {
    if (sample === null) {
      if (run.length > 0) all.push(run);
      run = [];
    } else {
      run.push({ x: index * step, y: box.height - (sample / top) * box.height });
    }
  });
  if (run.length > 0) all.push(run);
  return all;
}

function polyline(run: readonly { x: number; y: number }[]): string {
  return run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The line through the samples, interrupted where nothing could be read. */
export function linePath(samples: readonly Sample[], top: number, box: Box): string {
  return runs(samples, top, box).map(polyline).join('');
}

/** The area under that line. */
export function areaPath(samples: readonly Sample[], top: number, box: Box): string {
  return runs(samples, top, box)
    .map((run) => `${polyline(run)}L${run.at(-1)!.x.toFixed(1)} ${box.height}L${run[0]!.x.toFixed(1)} ${box.height}Z`)
    .join('');
}

/** Which sample stands at a share 0..1 of the width. */
export function sampleAt(share: number, samples: number): number {
  return Math.max(0, Math.min(samples - 1, Math.round(share * (samples - 1))));
}
