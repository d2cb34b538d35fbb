import { Button, SearchInput, TextInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import type { Outcome } from '../../api/types';
import { Choice } from '../../components/Choice';
import { PERIOD } from '../../components/period';
import { DIRECTION, OUTCOME } from '../../components/words';

const OUTCOMES = Object.fromEntries(Object.entries(OUTCOME).map(([key, { label }]) => [key, label])) as Record<Outcome, string>;
const PERIODS = { ...PERIOD, custom: 'From, to' };
const TYPING_MILLIS = 300;

interface HistoryFilterProps {
  search: URLSearchParams;
  onChange: (search: URLSearchParams) => void;
}

/** Chooses the calls of the history; the choice stands in the page's address. */
export function HistoryFilter({ search, onChange }: HistoryFilterProps) {
  const value = (name: string) => search.get(name) ?? '';
  const set = (name: string, chosen: string) => {
    const next = new URLSearchParams(search);
    if (chosen === '') next.delete(name);
    else next.set(name, chosen);
    onChange(next);
  };
  return (
    <Toolbar inset={{ default: 'insetNone' }}>
      <ToolbarContent>
        <ToolbarItem>
          <TextFilter value={value('text')} onChange={(text) => set('text', text)} />
        </ToolbarItem>
        <ToolbarItem>
          <Choice id="period" label="Time" all="All time" choices={PERIODS} value={value('period') as keyof typeof PERIODS} onChoose={(chosen) => set('period', chosen)} />
        </ToolbarItem>
        {value('period') === 'custom' ? (
          <ToolbarItem className="period">
            <TextInput type="datetime-local" aria-label="From" value={value('from')} onChange={(_, chosen) => set('from', chosen)} />
            <TextInput type="datetime-local" aria-label="To" value={value('to')} onChange={(_, chosen) => set('to', chosen)} />
          </ToolbarItem>
        ) : null}
        <ToolbarItem>
          <Choice id="outcome" label="Outcome" all="Any outcome" choices={OUTCOMES} value={value('outcome') as Outcome} onChoose={(chosen) => set('outcome', chosen)} />
        </ToolbarItem>
        <ToolbarItem>
          <Choice id="direction" label="Direction" all="Both directions" choices={DIRECTION} value={value('direction') as keyof typeof DIRECTION} onChoose={(chosen) => set('direction', chosen)} />
        </ToolbarItem>
        {[...search.keys()].length === 0 ? null : (
          <ToolbarItem alignSelf="center">
            <Button variant="link" isInline onClick={() => onChange(new URLSearchParams())}>
              Clear
            </Button>
          </ToolbarItem>
        )}
      </ToolbarContent>
    </Toolbar>
  );
}

/** A text that is taken when typing pauses. */
function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <SearchInput className="search" aria-label="Filter by party" placeholder="Party" value={typed} onChange={(_, text) => setTyped(text)} onClear={() => setTyped('')} />;
}
