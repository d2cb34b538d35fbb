import { FormGroup, TextInput } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import type { ChangeOver } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { Choice } from '../../components/Choice';
import { Confirm } from '../../components/Confirm';
import { CHANGE_OVER } from './words';

interface ChangeOverDialogProps {
  title: string;
  verb: string;
  /** What will happen. */
  children: ReactNode;
  act: (changeOver: ChangeOver) => Promise<unknown>;
  onClose: () => void;
}

/** Asks when to change over, before something is begun that changes over. */
export function ChangeOverDialog({ title, verb, children, act, onClose }: ChangeOverDialogProps) {
  const { calls } = useLiveSystem();
  const [when, setWhen] = useState<ChangeOver['changeOver']>('WITHOUT_CALLS');
  const [minutes, setMinutes] = useState('10');
  const running = [...calls.values()].filter((call) => call.state !== 'ENDED').length;
  const patience = Number(minutes);
  const isSound = when !== 'WITHOUT_CALLS' || (minutes !== '' && Number.isInteger(patience) && patience >= 0 && patience <= 1440);
  return (
    <Confirm
      title={title}
      verb={verb}
      isReady={isSound}
      act={() => act({ changeOver: when, patienceSeconds: when === 'WITHOUT_CALLS' ? patience * 60 : 0 })}
      onClose={onClose}
    >
      <div className="dialog-form">
        {children}
        <p>
          <strong>{running === 0 ? 'No call is in progress.' : running === 1 ? 'One call is in progress.' : `${running} calls are in progress.`}</strong>
        </p>
        <FormGroup label="Change over" fieldId="change-over">
          <Choice id="change-over" label="Change over" value={when} choices={CHANGE_OVER} onChoose={(chosen) => chosen !== '' && setWhen(chosen)} />
        </FormGroup>
        {when !== 'WITHOUT_CALLS' ? null : (
          <FormGroup label="Wait at most, minutes" fieldId="patience">
            <TextInput
              id="patience"
              inputMode="numeric"
              value={minutes}
              validated={isSound ? 'default' : 'error'}
              onChange={(_, value) => setMinutes(value.trim())}
            />
            <p className="subtle">New calls are refused meanwhile. Calls that are left then end.</p>
          </FormGroup>
        )}
      </div>
    </Confirm>
  );
}
