import type { FormContext } from './FormContext';
import { labelOf, type Node } from './catalogue';
import { Input } from './Input';
import { textOf, valueAt } from './document';

interface FieldProps {
  node: Node;
  path: string;
  context: FormContext;
  prefix?: string;
}

/** One setting: what it means, its value and unit, its default, and what is wrong with it. */
export function Field({ node, path, context, prefix = '' }: FieldProps) {
  const { entry } = node;
  if (entry === undefined) return null;
  const label = prefix === '' ? labelOf(node.key) : `${prefix}${labelOf(node.key).toLowerCase()}`;
  const problems = context.problems.filter((problem) => problem.path === path);
  const id = `setting-${path}`;
  return (
    <div className="field">
      <div>
        <label htmlFor={id} className="field__label">
          {label}
        </label>
        <p className="subtle field__meaning">{entry.description}</p>
      </div>
      <div>
        <div className="field__input">
          <Input
            id={id}
            entry={entry}
            value={valueAt(context.document, path)}
            isInvalid={problems.length > 0}
            isReadOnly={context.isReadOnly}
            onChange={(value) => context.change(path, value)}
          />
          {entry.unit === null || entry.unit === '' ? null : <span className="subtle">{entry.unit}</span>}
        </div>
        {problems.map((problem) => (
          <p key={problem.detail} className="field__problem" role="alert">
            {`${problem.detail} ${problem.remedy}`}
          </p>
        ))}
        <p className="subtle field__note">{noteOf(node, context.origins[path])}</p>
      </div>
    </div>
  );
}

/** Default and bounds of a setting, and where its value in force was set if not here. */
function noteOf({ entry }: Node, origin: string | undefined): string {
  if (entry === undefined) return '';
  const { minimum, maximum } = entry;
  const bounds = minimum && maximum ? `${minimum} to ${maximum}` : minimum ? `at least ${minimum}` : maximum ? `at most ${maximum}` : '';
  const standard = textOf(entry.defaultValue);
  const parts = [standard === '' ? '' : `default ${standard}`, bounds, origin === 'FILE' ? 'set by the settings file' : ''].filter((part) => part !== '');
  const text = parts.join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
