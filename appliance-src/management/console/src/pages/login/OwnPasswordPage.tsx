import { Alert, Card, CardBody, PageSection } from '@patternfly/react-core';
import { useState } from 'react';
import { useSessionState } from '../../app/session';
import { Heading } from '../../components/Heading';
import { PasswordForm } from './PasswordForm';

/** Changes one's own password when one wants to. */
export function OwnPasswordPage() {
  const { accept } = useSessionState();
  const [isDone, setDone] = useState(false);
  return (
    <>
      <Heading title="Change password" lead="Your other sessions end; this one goes on." />
      <PageSection hasBodyWrapper={false}>
        <Card className="narrow">
          <CardBody>
            {isDone ? (
              <Alert variant="success" isInline title="Your password is changed." />
            ) : (
              <PasswordForm
                onChanged={(session) => {
                  accept(session);
                  setDone(true);
                }}
              />
            )}
          </CardBody>
        </Card>
      </PageSection>
    </>
  );
}
