import { PageSection, Skeleton } from '@patternfly/react-core';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useLiveSystem } from '../../app/live-context';
import { Heading } from '../../components/Heading';
import { Trouble } from '../../components/Trouble';
import { CallServerCard } from './CallServerCard';
import { HealthCard } from './HealthCard';
import { BandwidthCard, CallsCard, CapacityCard } from './LoadCards';
import { RecentAlarms } from './RecentAlarms';
import { RecentCalls } from './RecentCalls';
import './overview.css';

const READ_SERIES_EVERY_MILLIS = 15_000;

/** The system at a glance: health first, then load, then what happened lately. */
export function OverviewPage() {
  const live = useLiveSystem();
  // Alarms that come or go change the list of recent ones.
  const key = live.alarms.map((alarm) => `${alarm.source} ${alarm.key}`).join();
  const overview = useResource(`overview ${key}`, () => bodyOf(api.GET('/overview')), READ_SERIES_EVERY_MILLIS);
  const now = live.overview ?? overview.data?.now;
  return (
    <>
      <Heading title="Overview" />
      <PageSection hasBodyWrapper={false} className="overview">
        {overview.data === undefined ? <Trouble title="The overview cannot be read" error={overview.error} onRetry={overview.reload} /> : null}
        {now === undefined || overview.data === undefined ? (
          <Skeleton height="18rem" screenreaderText="Reading the overview" />
        ) : (
          <>
            <HealthCard now={now} alarms={live.alarms} />
            <div className="overview__load">
              <CallsCard now={now} series={overview.data.series} />
              <BandwidthCard now={now} series={overview.data.series} />
              <CapacityCard capacity={now.capacity} />
              <CallServerCard server={now.callServer} />
            </div>
            <div className="overview__lately">
              <RecentCalls calls={live.calls} isKnown={live.hasCalls} />
              <RecentAlarms alarms={overview.data.alarms} />
            </div>
          </>
        )}
      </PageSection>
    </>
  );
}
