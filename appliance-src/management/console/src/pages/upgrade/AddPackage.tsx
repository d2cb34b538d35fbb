import { Button, Card, CardBody, CardTitle, Form, FormGroup, Progress, TextInput } from '@patternfly/react-core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { Trouble } from '../../components/Trouble';
import { size } from '../../format/quantity';
import { MediaPackages } from './MediaPackages';
import { SYSTEM, upload, type Upload } from './upload';

interface AddPackageProps {
  /** A package of which a part is there, to go on with. */
  goOnWith: { id: string; name: string } | undefined;
  onChanged: () => void;
}

/** Takes a package from this computer, or has the machine fetch one or read it from a medium. */
export function AddPackage({ goOnWith, onChanged }: AddPackageProps) {
  const picker = useRef<HTMLInputElement>(null);
  const cancel = useRef<AbortController>(undefined);
  const [running, setRunning] = useState<Upload>();
  const [error, setError] = useState<unknown>();
  const [url, setUrl] = useState('');
  useEffect(() => {
    if (goOnWith !== undefined) picker.current?.click();
  }, [goOnWith]);

  const send = (file: File) => {
    cancel.current = new AbortController();
    setError(undefined);
    setRunning({ name: file.name, size: file.size, sent: 0 });
    upload(file, goOnWith?.id, SYSTEM, setRunning, cancel.current.signal)
      .catch((thrown: unknown) => {
        if (cancel.current?.signal.aborted !== true) setError(thrown);
      })
      .finally(() => {
        setRunning(undefined);
        onChanged();
      });
  };
  const fetchFrom = (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    bodyOf(api.POST('/upgrade/packages/pull', { body: { url: url.trim() } })).then(() => {
      setUrl('');
      onChanged();
    }, setError);
  };
  return (
    <Card isCompact>
      <CardTitle component="h2">Get a package</CardTitle>
      <CardBody className="stack">
        <Trouble title="The package did not come in" error={error} />
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="Package file"
          accept=".upg,.bin"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) send(file);
          }}
        />
        {running === undefined ? (
          <div>
            <Button variant="secondary" size="sm" onClick={() => picker.current?.click()}>
              Choose a file: .upg or .bin
            </Button>
          </div>
        ) : (
          <div className="upload">
            <Progress title={`Sends ${running.name}, ${size(running.size)}`} value={(100 * running.sent) / running.size} />
            <Button variant="link" isInline onClick={() => cancel.current?.abort()}>
              Pause
            </Button>
          </div>
        )}
        <Form isHorizontal={false} onSubmit={fetchFrom}>
          <FormGroup label="Or have the machine fetch it" fieldId="package-url">
            <div className="upload">
              <TextInput id="package-url" type="url" placeholder="https://host/path/file.upg" value={url} onChange={(_, value) => setUrl(value)} />
              <Button type="submit" variant="secondary" size="sm" isDisabled={!url.trim().startsWith('https://')}>
                Fetch
              </Button>
            </div>
          </FormGroup>
        </Form>
        <MediaPackages onTaken={onChanged} />
      </CardBody>
    </Card>
  );
}
