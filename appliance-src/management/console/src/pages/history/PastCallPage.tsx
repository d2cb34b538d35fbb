import { PageSection, Skeleton } from '@patternfly/react-core';
import { useParams } from 'react-router-dom';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { CallReport } from '../../components/call/CallReport';
import { partyName } from '../../components/call/figures';
import { Trail } from '../../components/Trail';
import { Trouble } from '../../components/Trouble';

/** One past call: timeline, ladder, legs and final figures. */
export function PastCallPage() {
  const id = useParams()['id'] ?? '';
  const detail = useResource(`past call ${id}`, () => bodyOf(api.GET('/history/{id}', { params: { path: { id } } })));
  const call = detail.data?.call;
  const title = call === undefined ? 'Call' : `${partyName(call.caller.party)} to ${call.callee === null ? 'nobody' : partyName(call.callee.party)}`;
  return (
    <>
      <Trail above={{ path: '/history', title: 'Call history' }} title={title} />
      <PageSection hasBodyWrapper={false}>
        <Trouble title="This call cannot be shown" error={detail.error} onRetry={detail.reload} />
        {detail.data !== undefined ? (
          <CallReport call={detail.data.call} ladder={detail.data.ladder} />
        ) : detail.isLoading ? (
          <Skeleton height="20rem" screenreaderText="Reading the call" />
        ) : null}
      </PageSection>
    </>
  );
}
