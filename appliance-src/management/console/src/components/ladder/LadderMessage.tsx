import { ClipboardCopyButton, CodeBlock, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core';
import { useState } from 'react';
import { offset } from '../../format/time';
import type { Arrow } from './layout';

/** The chosen message of a ladder, as it was on the wire. */
export function LadderMessage({ arrow }: { arrow: Arrow }) {
  const [copied, setCopied] = useState(false);
  const { event } = arrow;
  const party = event.party === 'CALLER' ? 'caller' : 'called party';
  const copy = () => void navigator.clipboard.writeText(event.message).then(() => setCopied(true));
  return (
    <section className="ladder__message" aria-label="Chosen message">
      <header className="ladder__message-head">
        <strong>{event.summary}</strong>
        <span>{`${offset(arrow.offset)}, ${event.sent ? `sent to the ${party}` : `received from the ${party}`}`}</span>
      </header>
      <CodeBlock
        actions={
          <CodeBlockAction>
            <ClipboardCopyButton id="copy-message" textId="message-text" variant="plain" onClick={copy} onTooltipHidden={() => setCopied(false)}>
              {copied ? 'Copied' : 'Copy the message'}
            </ClipboardCopyButton>
          </CodeBlockAction>
        }
      >
        <CodeBlockCode id="message-text">{event.message.replaceAll('\r\n', '\n')}</CodeBlockCode>
      </CodeBlock>
    </section>
  );
}
