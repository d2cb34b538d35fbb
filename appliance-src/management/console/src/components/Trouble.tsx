import { Alert, AlertActionLink, List, ListItem } from '@patternfly/react-core';
import { ApiProblem, sentenceOf } from '../api/problem';

interface TroubleProps {
  /** What could not be done. */
  title: string;
  error: unknown;
  onRetry?: () => void;
}

/** Something that failed: what, why and each fault of the input. */
export function Trouble({ title, error, onRetry }: TroubleProps) {
  if (error === undefined || error === null) return null;
  const problems = error instanceof ApiProblem ? error.problems : [];
  return (
    <Alert
      variant="danger"
      isInline
      title={title}
      actionLinks={onRetry === undefined ? undefined : <AlertActionLink onClick={onRetry}>Try again</AlertActionLink>}
    >
      <p>{sentenceOf(error)}</p>
      {problems.length === 0 ? null : (
        <List isPlain>
          {problems.map((problem) => (
            <ListItem key={`${problem.path} ${problem.detail}`}>
              <code>{problem.path}</code> {problem.detail} {problem.remedy}
            </ListItem>
          ))}
        </List>
      )}
    </Alert>
  );
}
