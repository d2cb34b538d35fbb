import { FormSelect, FormSelectOption, Switch, TextArea, TextInput } from '@patternfly/react-core';
import type { CatalogueEntry } from '../../api/types';
import { isNumber } from './catalogue';
import { textOf, type Json } from './document';

interface InputProps {
  id: string;
  entry: CatalogueEntry;
  value: Json | undefined;
  isInvalid: boolean;
  isReadOnly: boolean;
  /** Called with undefined to take the value back to its default. */
  onChange: (value: Json | undefined) => void;
  label?: string;
}

const MASK = '***';
const FLAGS = new Set(['flag', 'boolean']);

/** The control that fits the type of a setting. */
export function Input(props: InputProps) {
  const { entry } = props;
  if (FLAGS.has(entry.type)) return <FlagInput {...props} />;
  if (entry.choices.length > 0) return <ChoiceInput {...props} />;
  if (entry.type === 'certificates') return <CertificatesInput {...props} />;
  if (entry.type === 'secret') return <SecretInput {...props} />;
  return <PlainInput {...props} />;
}

function FlagInput({ id, entry, value, isReadOnly, onChange, label }: InputProps) {
  const isOn = (value ?? entry.defaultValue) === true;
  return <Switch id={id} aria-label={label ?? entry.path} isChecked={isOn} isDisabled={isReadOnly} onChange={(_, checked) => onChange(checked)} />;
}

function ChoiceInput({ id, entry, value, isInvalid, isReadOnly, onChange, label }: InputProps) {
  const standard = textOf(entry.defaultValue);
  return (
    <FormSelect
      id={id}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="field__choice"
      value={textOf(value)}
      isDisabled={isReadOnly}
      validated={isInvalid ? 'error' : 'default'}
      onChange={(_, chosen) => onChange(chosen === '' ? undefined : chosen)}
    >
      <FormSelectOption value="" label={standard === '' ? 'Choose' : `Default (${standard})`} />
      {entry.choices.map((choice) => (
        <FormSelectOption key={choice} value={choice} label={choice} />
      ))}
    </FormSelect>
  );
}

function SecretInput({ id, value, isInvalid, isReadOnly, onChange }: InputProps) {
  const isKept = value === MASK;
  return (
    <TextInput
      id={id}
      type="password"
      autoComplete="new-password"
      placeholder={isKept ? 'Set; leave empty to keep it' : 'Not set'}
      value={isKept ? '' : textOf(value)}
      isDisabled={isReadOnly}
      validated={isInvalid ? 'error' : 'default'}
      onChange={(_, typed) => onChange(typed === '' ? (isKept ? MASK : undefined) : typed)}
    />
  );
}

/** Any number of certificates in PEM, pasted one after the other. */
function CertificatesInput({ id, value, isInvalid, isReadOnly, onChange, label }: InputProps) {
  return (
    <TextArea
      id={id}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="field__pem"
      rows={4}
      resizeOrientation="vertical"
      spellCheck={false}
      placeholder="-----BEGIN CERTIFICATE-----"
      value={textOf(value)}
      isDisabled={isReadOnly}
      validated={isInvalid ? 'error' : 'default'}
      onChange={(_, typed) => onChange(typed === '' ? undefined : typed)}
    />
  );
}

function PlainInput({ id, entry, value, isInvalid, isReadOnly, onChange, label }: InputProps) {
  const isNumeric = isNumber(entry);
  return (
    <TextInput
      id={id}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={isNumeric || entry.type === 'duration' ? 'field__short' : ''}
      inputMode={isNumeric ? 'numeric' : 'text'}
      placeholder={textOf(entry.defaultValue)}
      value={textOf(value)}
      isDisabled={isReadOnly}
      validated={isInvalid ? 'error' : 'default'}
      onChange={(_, typed) => onChange(typed === '' ? undefined : isNumeric && /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed)}
    />
  );
}
