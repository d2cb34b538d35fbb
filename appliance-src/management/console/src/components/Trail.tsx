import { Breadcrumb, BreadcrumbItem, PageSection, Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Destination } from '../app/navigation';

/** Heading of a page that stands below another one. */
export function Trail({ above, title, actions }: { above: Destination; title: string; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} - Sallyport`;
  }, [title]);
  return (
    <PageSection className="heading" hasBodyWrapper={false}>
      <div className="heading__text">
        <Breadcrumb>
          <BreadcrumbItem render={({ className }) => <Link to={above.path} className={className}>{above.title}</Link>} />
        </Breadcrumb>
        <Title headingLevel="h1" size="xl">
          {title}
        </Title>
      </div>
      <div className="heading__actions">{actions}</div>
    </PageSection>
  );
}
