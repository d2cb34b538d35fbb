import type { ReactNode } from 'react';
import type { Node } from '../settings/catalogue';
import type { FormContext } from '../settings/FormContext';
import { Input } from '../settings/Input';
import { valueAt, type Json } from '../settings/document';
import { WordsInput } from './WordsInput';

interface SettingProps {
  /** Its place in the catalogue. */
  node: Node | undefined;
  /** Its place in the document. */
  path: string;
  label: string;
  context: FormContext;
  placeholder?: string;
  /** Whether it is several words. */
  isList?: boolean;
  /** In place of the input that fits its type. */
  children?: (isInvalid: boolean, change: (value: Json | undefined) => void) => ReactNode;
}

/** A setting as label, input and what is wrong with it, for places with many of them. */
export function Setting({ node, path, label, context, placeholder = '', isList = false, children }: SettingProps) {
  const entry = node?.entry;
  if (entry === undefined) return null;
  const id = `setting-${path}`;
  const problems = context.problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`));
  const isInvalid = problems.length > 0;
  const change = (value: Json | undefined) => context.change(path, value);
  const value = valueAt(context.document, path);
  return (
    <div className="setting">
      {children === undefined ? (
        <label htmlFor={id} className="setting__label" title={entry.description}>
          {label}
        </label>
      ) : (
        <span className="setting__label" title={entry.description}>
          {label}
        </span>
      )}
      {children !== undefined ? (
        children(isInvalid, change)
      ) : isList ? (
        <WordsInput id={id} label={label} value={value} placeholder={placeholder} isInvalid={isInvalid} isReadOnly={context.isReadOnly} onChange={change} />
      ) : (
        <Input id={id} entry={placeholder === '' ? entry : { ...entry, defaultValue: placeholder }} value={value} isInvalid={isInvalid} isReadOnly={context.isReadOnly} onChange={change} />
      )}
      {problems.map((problem) => (
        <p key={`${problem.path} ${problem.detail}`} className="field__problem" role="alert">
          {`${problem.detail} ${problem.remedy}`}
        </p>
      ))}
    </div>
  );
}

/** The setting of a name within a group or list. */
export function within(node: Node | undefined, key: string): Node | undefined {
  return node?.children.find((child) => child.key === key);
}
