import { Button, Card, CardBody, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Nic } from '../../api/types';
import { speedOf, WITNESS } from './words';

export type AdapterVerb = 'blink' | 'name';

interface AdapterTableProps {
  nics: readonly Nic[];
  isReadOnly: boolean;
  /** Name of the adapter whose light blinks now. */
  blinking: string | undefined;
  onAct: (nic: Nic, verb: AdapterVerb) => void;
}

/** The adapters, a row each. */
export function AdapterTable({ nics, isReadOnly, blinking, onAct }: AdapterTableProps) {
  return (
    <Card isCompact>
      <CardBody>
        <Table variant="compact" aria-label="Network adapters" className="adapters">
          <Thead>
            <Tr>
              <Th>Name</Th>
              <Th>Hardware address</Th>
              <Th>Cable</Th>
              <Th>Where</Th>
              <Th>Decided by</Th>
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {nics.map((nic) => (
              <Tr key={`${nic.path} ${nic.mac}`}>
                <Td>
                  <strong>{nic.name}</strong>
                  {nic.nextName === nic.name ? null : <div className="bad">{`${nic.nextName} after the next start`}</div>}
                </Td>
                <Td>
                  <div className="stacked">
                    <span className="figures">{nic.mac}</span>
                    <span className="subtle">{nic.driver}</span>
                  </div>
                </Td>
                <Td>
                  <Cable line={nic.line} />
                </Td>
                <Td>
                  <div className="stacked">
                    <code>{nic.path}</code>
                    <span className="subtle">{[nic.slot, nic.label].filter((word) => word !== null).join(', ')}</span>
                  </div>
                </Td>
                <Td>
                  <div className="stacked">
                    <span className={WITNESS[nic.witness].isCertain ? '' : 'bad'}>{WITNESS[nic.witness].label}</span>
                    <span className="subtle">{nic.reason}</span>
                  </div>
                </Td>
                <Td className="adapters__actions">
                  {isReadOnly ? null : (
                    <span className="row-actions">
                      <Button variant="link" size="sm" isInline isLoading={blinking === nic.name} isDisabled={blinking !== undefined} onClick={() => onAct(nic, 'blink')}>
                        Blink
                      </Button>
                      <Button variant="link" size="sm" isInline onClick={() => onAct(nic, 'name')}>
                        Name
                      </Button>
                    </span>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function Cable({ line }: { line: Nic['line'] }) {
  if (line.carrier === 'UNKNOWN') return <span className="subtle">switched off</span>;
  const isUp = line.carrier === 'UP';
  return (
    <div className="stacked">
      <span>
        <Label isCompact status={isUp ? 'success' : 'warning'}>
          {isUp ? 'Plugged in' : 'No signal'}
        </Label>
      </span>
      <span className="subtle">{isUp ? speedOf(line.speedMegabits) : ''}</span>
    </div>
  );
}
