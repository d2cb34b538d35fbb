import { PageSection, Title } from '@patternfly/react-core';
import { useEffect, type ReactNode } from 'react';

interface HeadingProps {
  title: string;
  /** A line on what the page is for, or what it shows. */
  lead?: ReactNode;
  actions?: ReactNode;
}

/** Title of a page, also the browser's. */
export function Heading({ title, lead, actions }: HeadingProps) {
  useEffect(() => {
    document.title = `${title} - Sallyport`;
  }, [title]);
  return (
    <PageSection className="heading" hasBodyWrapper={false}>
      <div className="heading__text">
        <Title headingLevel="h1" size="xl">
          {title}
        </Title>
        {lead === undefined ? null : <p className="subtle">{lead}</p>}
      </div>
      {actions === undefined ? null : <div className="heading__actions">{actions}</div>}
    </PageSection>
  );
}
