import { Card, CardBody, CardTitle, Progress, ProgressMeasureLocation, ProgressSize } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Capacity, OverviewTick, Series } from '../../api/types';
import { Sparkline } from '../../components/sparkline/Sparkline';
import { bitRate, count, percent } from '../../format/quantity';

interface LoadProps {
  now: OverviewTick;
  series: Series;
}

export function CallsCard({ now, series }: LoadProps) {
  const { calls } = now;
  return (
    <StatCard title="Calls now" to="/calls" figure={count(calls.total)} detail={`${count(calls.connected)} connected, ${count(calls.alerting)} ringing, ${count(calls.setup)} setting up`}>
      <Sparkline
        label="Calls in the last hour"
        traces={[{ name: 'Calls', samples: series.calls, tone: 1 }]}
        start={new Date(series.start)}
        intervalSeconds={series.intervalSeconds}
        format={(value) => `${count(value)} calls`}
        least={5}
      />
    </StatCard>
  );
}

export function BandwidthCard({ now, series }: LoadProps) {
  const { fromExternal, fromInternal } = now.bandwidth;
  return (
    <StatCard
      title="Media received"
      figure={bitRate(fromExternal + fromInternal)}
      detail={
        <span className="media-detail">
          <span>
            <span className="key key--1" />
            {`outside ${bitRate(fromExternal)}`}
          </span>
          <span>
            <span className="key key--2" />
            {`inside ${bitRate(fromInternal)}`}
          </span>
        </span>
      }
    >
      <Sparkline
        label="Media received in the last hour"
        traces={[
          { name: 'outside', samples: series.fromExternal, tone: 1 },
          { name: 'inside', samples: series.fromInternal, tone: 2 },
        ]}
        start={new Date(series.start)}
        intervalSeconds={series.intervalSeconds}
        format={bitRate}
        least={1e6}
      />
    </StatCard>
  );
}

export function CapacityCard({ capacity }: { capacity: Capacity }) {
  const share = Math.max(
    part(capacity.calls, capacity.maxCalls),
    part(capacity.bandwidthKbps, capacity.maxBandwidthKbps),
    part(capacity.registrations, capacity.maxRegistrations),
  );
  return (
    <StatCard title="Capacity" to="/settings/capacity" figure={percent(share)} detail="in use">
      <Use name="Calls" used={capacity.calls} most={capacity.maxCalls} format={count} />
      <Use name="Bandwidth" used={capacity.bandwidthKbps} most={capacity.maxBandwidthKbps} format={(kbps) => bitRate(kbps * 1000)} />
      <Use name="Registrations" to="/registrations" used={capacity.registrations} most={capacity.maxRegistrations} format={count} />
    </StatCard>
  );
}

function part(used: number, most: number): number {
  return most <= 0 ? 0 : used / most;
}

function Use({ name, to, used, most, format }: { name: string; to?: string; used: number; most: number; format: (value: number) => string }) {
  const share = part(used, most);
  return (
    <div className="use">
      <span>{to === undefined ? name : <Link to={to}>{name}</Link>}</span>
      <span className="figures subtle">{`${format(used)} of ${format(most)}`}</span>
      <Progress
        value={Math.min(100, share * 100)}
        size={ProgressSize.sm}
        measureLocation={ProgressMeasureLocation.none}
        aria-label={name}
        {...(share >= 0.95 ? { variant: 'danger' as const } : share >= 0.8 ? { variant: 'warning' as const } : {})}
      />
    </div>
  );
}

interface StatCardProps {
  title: string;
  figure: ReactNode;
  detail: ReactNode;
  to?: string;
  children: ReactNode;
}

/** A figure with what explains it. */
export function StatCard({ title, figure, detail, to, children }: StatCardProps) {
  return (
    <Card isCompact isFullHeight className="stat">
      <CardTitle component="h2">{to === undefined ? title : <Link to={to}>{title}</Link>}</CardTitle>
      <CardBody>
        <div className="stat__figure">{figure}</div>
        <div className="stat__detail subtle">{detail}</div>
        {children}
      </CardBody>
    </Card>
  );
}
