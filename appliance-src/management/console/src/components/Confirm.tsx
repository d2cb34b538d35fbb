import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { Trouble } from './Trouble';

interface ConfirmProps {
  title: string;
  /** The verb on the button. */
  verb: string;
  children: ReactNode;
  isDanger?: boolean;
  /** Whether all is given that it needs. */
  isReady?: boolean;
  act: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ title, verb, children, isDanger = true, isReady = true, act, onClose }: ConfirmProps) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const go = () => {
    setBusy(true);
    act().then(onClose, (thrown: unknown) => {
      setError(thrown);
      setBusy(false);
    });
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label={title}>
      <ModalHeader title={title} {...(isDanger ? { titleIconVariant: 'warning' as const } : {})} />
      <ModalBody>
        {children}
        <Trouble title="That did not work" error={error} />
      </ModalBody>
      <ModalFooter>
        <Button variant={isDanger ? 'danger' : 'primary'} isLoading={isBusy} isDisabled={isBusy || !isReady} onClick={go}>
          {verb}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
