import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Nic, NicList } from '../../api/types';
import { Confirm } from '../../components/Confirm';

interface NameDialogProps {
  nic: Nic;
  nics: NicList;
  onChanged: (restartNeeded: boolean) => void;
  onClose: () => void;
}

/** Another name for an adapter: the one of another adapter, which gets this one's, or one whose adapter is gone. */
export function NameDialog({ nic, nics, onChanged, onClose }: NameDialogProps) {
  const taken = nics.adapters.map((other) => other.nextName).filter((name) => name !== nic.nextName);
  const [name, setName] = useState(nic.nextName);
  let restartNeeded: boolean | undefined;
  const rename = async () => {
    const change = await bodyOf(
      name === nic.nextName
        ? api.PUT('/nics/{name}', { params: { path: { name } }, body: { adapter: nic.mac === '-' ? nic.name : nic.mac } })
        : taken.includes(name)
          ? api.POST('/nics/swap', { body: { one: nic.nextName, other: name } })
          : api.PUT('/nics/{name}', { params: { path: { name } }, body: { adapter: nic.mac === '-' ? nic.name : nic.mac } }),
    );
    restartNeeded = change.restartNeeded;
  };
  const verb = name === nic.nextName ? 'Pin' : taken.includes(name) ? 'Exchange' : 'Name';
  return (
    <Confirm
      title={`Name of ${nic.name}, ${nic.mac}`}
      verb={verb}
      isDanger={false}
      act={rename}
      onClose={() => (restartNeeded === undefined ? onClose() : onChanged(restartNeeded))}
    >
      <div className="dialog-form">
        <FormGroup label="Name" fieldId="adapter-name">
          <FormSelect id="adapter-name" value={name} onChange={(_, chosen) => setName(chosen)}>
            <FormSelectOption value={nic.nextName} label={`${nic.nextName}, pinned to this adapter`} />
            {taken.map((other) => (
              <FormSelectOption key={other} value={other} label={`${other}, whose adapter becomes ${nic.nextName}`} />
            ))}
            {nics.missing.map((other) => (
              <FormSelectOption key={other} value={other} label={`${other}, whose adapter is not in the machine`} />
            ))}
          </FormSelect>
        </FormGroup>
        <p className="subtle">Roles and addresses stay with the name, so they move to the adapter that gets it. The names outlast restarts and changes of the machine.</p>
      </div>
    </Confirm>
  );
}
