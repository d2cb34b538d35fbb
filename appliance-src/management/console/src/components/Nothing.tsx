import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import type { ComponentType, ReactNode } from 'react';

interface NothingProps {
  title: string;
  icon?: ComponentType;
  /** What to do about it. */
  children: ReactNode;
  action?: ReactNode;
}

/** An empty place that says what to do next. */
export function Nothing({ title, icon, children, action }: NothingProps) {
  return (
    <EmptyState titleText={title} headingLevel="h2" variant="sm" {...(icon === undefined ? {} : { icon })}>
      <EmptyStateBody>{children}</EmptyStateBody>
      {action === undefined ? null : (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
