import { TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import type { Json } from '../settings/document';
import { listOf, wordsOf } from './interfaces';

interface WordsInputProps {
  id: string;
  label: string;
  value: Json | undefined;
  placeholder: string;
  isInvalid: boolean;
  isReadOnly: boolean;
  onChange: (value: Json | undefined) => void;
}

/** Several words in one field, with commas between them. */
export function WordsInput({ id, label, value, placeholder, isInvalid, isReadOnly, onChange }: WordsInputProps) {
  const [typed, setTyped] = useState<string>();
  const words = wordsOf(value);
  // What is typed stays as it is typed while it means what the document says.
  const isTyping = typed !== undefined && JSON.stringify(listOf(typed) ?? []) === JSON.stringify(words);
  return (
    <TextInput
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={isTyping ? typed : words.join(', ')}
      isDisabled={isReadOnly}
      validated={isInvalid ? 'error' : 'default'}
      onChange={(_, text) => {
        setTyped(text);
        onChange(listOf(text));
      }}
    />
  );
}
