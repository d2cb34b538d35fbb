import { Button, Checkbox, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { Trouble } from '../../components/Trouble';

export interface CommitBody {
  comment: string;
  confirmWithinSeconds?: number;
}

const LEAST_SECONDS = 10;
const MOST_SECONDS = 3600;

interface CommitFormProps {
  verb: string;
  /** Whether the change must undo itself unless confirmed. */
  isTrialRequired?: boolean;
  onCommit: (body: CommitBody) => Promise<void>;
}

/** Why, and whether the change shall undo itself unless confirmed. */
export function CommitForm({ verb, isTrialRequired = false, onCommit }: CommitFormProps) {
  const [comment, setComment] = useState('');
  const [isTrial, setTrial] = useState(true);
  const [seconds, setSeconds] = useState('120');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const isInTime = /^\d+$/.test(seconds) && Number(seconds) >= LEAST_SECONDS && Number(seconds) <= MOST_SECONDS;

  const commit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    onCommit({ comment: comment.trim(), ...(isTrial ? { confirmWithinSeconds: Number(seconds) } : {}) })
      .catch(setError)
      .finally(() => setBusy(false));
  };

  return (
    <Form onSubmit={commit}>
      <Trouble title="Not committed" error={error} />
      <FormGroup label="Comment" fieldId="comment" isRequired>
        <TextInput id="comment" maxLength={500} placeholder="What changes, and why" value={comment} onChange={(_, value) => setComment(value)} />
      </FormGroup>
      <div className="trial-choice">
        <Checkbox id="trial" label="Go back by itself unless confirmed within" isChecked={isTrial} isDisabled={isTrialRequired} onChange={(_, checked) => setTrial(checked)} />
        <TextInput
          className="field__short"
          aria-label="Seconds"
          inputMode="numeric"
          isDisabled={!isTrial}
          value={seconds}
          validated={isTrial && !isInTime ? 'error' : 'default'}
          onChange={(_, value) => setSeconds(value)}
        />
        <span>seconds</span>
      </div>
      <p className="subtle">A change that locks you out then undoes itself. {LEAST_SECONDS} to {MOST_SECONDS} seconds.</p>
      <div>
        <Button type="submit" isLoading={isBusy} isDisabled={isBusy || comment.trim() === '' || (isTrial && !isInTime)}>
          {verb}
        </Button>
      </div>
    </Form>
  );
}
