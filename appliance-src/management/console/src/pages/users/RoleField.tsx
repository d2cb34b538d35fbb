import { FormGroup, Radio } from '@patternfly/react-core';
import type { Role } from '../../api/types';
import { ROLE, ROLE_MEANING } from '../../components/words';

const ROLES = Object.keys(ROLE) as Role[];

/** Chooses a role by what it may do. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <FormGroup role="radiogroup" label="Role" fieldId="role" isStack>
      {ROLES.map((role) => (
        <Radio key={role} id={`role-${role}`} name="role" label={ROLE[role]} description={ROLE_MEANING[role]} isChecked={role === value} onChange={() => onChange(role)} />
      ))}
    </FormGroup>
  );
}
