import { Button } from '@patternfly/react-core';
import { AngleLeftIcon, AngleRightIcon } from '@patternfly/react-icons';
import type { Paging } from './pages';

interface PagerProps {
  paging: Paging;
  next: string | null | undefined;
  /** What the pages before and after are; lists begin with the newest unless this says otherwise. */
  words?: { back: string; on: string };
}

/** Goes to the pages of a list before and after this one. */
export function Pager({ paging, next, words = { back: 'Newer', on: 'Older' } }: PagerProps) {
  if (paging.number === 1 && (next === null || next === undefined)) return null;
  return (
    <nav className="pager" aria-label="Pages of the list">
      <Button variant="plain" icon={<AngleLeftIcon />} aria-label={words.back} isDisabled={paging.number === 1} onClick={paging.newer} />
      <span className="figures">{`Page ${paging.number}`}</span>
      <Button
        variant="plain"
        icon={<AngleRightIcon />}
        aria-label={words.on}
        isDisabled={next === null || next === undefined}
        onClick={() => {
          if (next !== null && next !== undefined) paging.older(next);
        }}
      />
    </nav>
  );
}
