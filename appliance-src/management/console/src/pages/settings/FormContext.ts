import type { InputProblem } from '../../api/types';
import type { Json, JsonObject } from './document';

/** What every field of a form needs to know. */
export interface FormContext {
  document: JsonObject;
  problems: readonly InputProblem[];
  /** Where the values in force come from, by path. */
  origins: Readonly<Record<string, string>>;
  change: (path: string, value: Json | undefined) => void;
  isReadOnly: boolean;
}
