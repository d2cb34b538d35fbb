import { FormSelect, FormSelectOption } from '@patternfly/react-core';

interface ChoiceProps<T extends string> {
  id: string;
  label: string;
  value: T | '';
  /** What an empty choice means. */
  all?: string;
  choices: Readonly<Record<T, string>>;
  onChoose: (value: T | '') => void;
}

/** One of a few words. */
export function Choice<T extends string>({ id, label, value, all, choices, onChoose }: ChoiceProps<T>) {
  return (
    <FormSelect id={id} aria-label={label} value={value} onChange={(_, chosen) => onChoose(chosen as T | '')} className="choice">
      {all === undefined ? null : <FormSelectOption value="" label={all} />}
      {(Object.entries(choices) as [T, string][]).map(([key, word]) => (
        <FormSelectOption key={key} value={key} label={word} />
      ))}
    </FormSelect>
  );
}
