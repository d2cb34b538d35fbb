import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ROLE } from '../components/words';
import { useSession, useSessionState } from './session';

export function UserMenu() {
  const session = useSession();
  const { logOut } = useSessionState();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} variant="plainText" isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {session.name} <span className="subtle">{ROLE[session.role]}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem onClick={() => navigate('/password')}>Change password</DropdownItem>
        <DropdownItem onClick={() => void logOut()}>Log out</DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
