import { useState, type PointerEvent } from 'react';
import { areaPath, ceiling, linePath, sampleAt, type Sample } from './path';
import './sparkline.css';

export interface Trace {
  name: string;
  samples: readonly Sample[];
  /** Which of the palette's colours. */
  tone: 1 | 2;
}

interface SparklineProps {
  label: string;
  traces: readonly Trace[];
  start: Date;
  intervalSeconds: number;
  format: (value: number) => string;
  /** Smallest value worth the full height. */
  least: number;
}

const BOX = { width: 300, height: 64 };
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A small chart of what was; pointing at it reads the values of that moment. */
export function Sparkline({ label, traces, start, intervalSeconds, format, least }: SparklineProps) {
  const [pointed, setPointed] = useState<number>();
  const length = Math.max(0, ...traces.map((trace) => trace.samples.length));
  const top = ceiling(traces.flatMap((trace) => [...trace.samples]), least);
  const timeOf = (index: number) => clock.format(new Date(start.getTime() + index * intervalSeconds * 1000));
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const area = event.currentTarget.getBoundingClientRect();
    setPointed(sampleAt((event.clientX - area.left) / area.width, length));
  };
  const x = pointed === undefined ? 0 : (pointed / Math.max(1, length - 1)) * BOX.width;
  return (
    <figure className="sparkline">
      <svg
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <line className="sparkline__top" x1={0} x2={BOX.width} y1={0.5} y2={0.5} />
        <line className="sparkline__base" x1={0} x2={BOX.width} y1={BOX.height - 0.5} y2={BOX.height - 0.5} />
        {traces.map((trace) => (
          <g key={trace.name} className={`sparkline__trace sparkline__trace--${trace.tone}`}>
            <path className="sparkline__area" d={areaPath(trace.samples, top, BOX)} />
            <path className="sparkline__line" d={linePath(trace.samples, top, BOX)} />
          </g>
        ))}
        {pointed === undefined ? null : <line className="sparkline__pointer" x1={x} x2={x} y1={0} y2={BOX.height} />}
      </svg>
      <figcaption>
        <span>{length === 0 ? '' : timeOf(pointed ?? 0)}</span>
        <span className="sparkline__reading">
          {pointed === undefined
            ? `scale to ${format(top)}`
            : traces.map((trace) => `${traces.length > 1 ? `${trace.name} ` : ''}${reading(trace.samples[pointed], format)}`).join(', ')}
        </span>
        <span>{length === 0 || pointed !== undefined ? '' : timeOf(length - 1)}</span>
      </figcaption>
    </figure>
  );
}

function reading(sample: Sample | undefined, format: (value: number) => string): string {
  return sample === null || sample === undefined ? 'not known' : format(sample);
}
