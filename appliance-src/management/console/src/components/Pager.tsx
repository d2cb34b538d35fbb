import { Button } from '@patternfly/react-core';
import { AngleLeftIcon, AngleRightIcon } from '@patternfly/react-icons';
import type { Paging } from './pages';

/** Goes to newer and older pages of a list. */
export function Pager({ paging, next }: { paging: Paging; next: string | null | undefined }) {
  if (paging.number === 1 && (next === null || next === undefined)) return null;
  return (
    <nav className="pager" aria-label="Pages of the list">
      <Button variant="plain" icon={<AngleLeftIcon />} aria-label="Newer" isDisabled={paging.number === 1} onClick={paging.newer} />
      <span className="figures">{`Page ${paging.number}`}</span>
      <Button
        variant="plain"
        icon={<AngleRightIcon />}
        aria-label="Older"
        isDisabled={next === null || next === undefined}
        onClick={() => {
          if (next !== null && next !== undefined) paging.older(next);
        }}
      />
    </nav>
  );
}
