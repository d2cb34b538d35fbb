import { Alert, Button, ClipboardCopy, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';

interface OnceOnlyProps {
  title: string;
  /** What the secret is for. */
  explanation: string;
  secret: string;
  onClose: () => void;
}

/** Shows a secret the only time that it can be seen. */
export function OnceOnly({ title, explanation, secret, onClose }: OnceOnlyProps) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-label={title}>
      <ModalHeader title={title} description={explanation} />
      <ModalBody className="stack">
        <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel={title}>
          {secret}
        </ClipboardCopy>
        <Alert variant="warning" isInline isPlain title="Copy it now: it is shown this once and cannot be read again." />
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Done</Button>
      </ModalFooter>
    </Modal>
  );
}
