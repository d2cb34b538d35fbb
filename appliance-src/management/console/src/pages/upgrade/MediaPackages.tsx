import { Button, List, ListItem } from '@patternfly/react-core';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { MediaPackages as Found } from '../../api/types';
import { Trouble } from '../../components/Trouble';
import { size } from '../../format/quantity';

/** Packages on a stick or CD at the machine itself, looked for when somebody asks. */
export function MediaPackages({ onTaken }: { onTaken: () => void }) {
  const [found, setFound] = useState<Found['items']>();
  const [isLooking, setIsLooking] = useState(false);
  const [error, setError] = useState<unknown>();

  const look = () => {
    setIsLooking(true);
    setError(undefined);
    bodyOf(api.GET('/upgrade/media'))
      .then((answer) => setFound(answer.items), setError)
      .finally(() => setIsLooking(false));
  };
  const take = (medium: string, name: string) => {
    setError(undefined);
    bodyOf(api.POST('/upgrade/packages/take', { body: { medium, name } })).then(onTaken, setError);
  };
  return (
    <div className="stack">
      <Trouble title="Nothing came from an attached medium" error={error} />
      <div>
        <Button variant="secondary" size="sm" isLoading={isLooking} isDisabled={isLooking} onClick={look}>
          Look on media attached to the machine
        </Button>
      </div>
      {found === undefined ? null : found.length === 0 ? (
        <p className="subtle">There is no package in the top folder of an attached medium.</p>
      ) : (
        <List isPlain>
          {found.map((one) => (
            <ListItem key={`${one.medium} ${one.name}`}>
              <span className="upload">
                <span>
                  {one.name}, {size(one.size)}, on {one.label === '' ? one.medium : `${one.label} (${one.medium})`}
                </span>
                <Button variant="secondary" size="sm" onClick={() => take(one.medium, one.name)}>
                  Take
                </Button>
              </span>
            </ListItem>
          ))}
        </List>
      )}
    </div>
  );
}
