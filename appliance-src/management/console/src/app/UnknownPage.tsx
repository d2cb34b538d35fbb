import { PageSection } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import { Nothing } from '../components/Nothing';

export function UnknownPage() {
  return (
    <PageSection hasBodyWrapper={false}>
      <Nothing title="There is no such page" action={<Link to="/">Go to the overview</Link>}>
        The address may be mistyped, or the page may have moved.
      </Nothing>
    </PageSection>
  );
}
