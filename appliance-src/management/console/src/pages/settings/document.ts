/** Any JSON value of a settings document. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

type Step = string | number;

/** The steps of a path such as `sip.listeners[0].port`. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((match) => (match[2] === undefined ? (match[1] ?? '') : Number(match[2])));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, or undefined where there is none. */
export function valueAt(document: Json, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of stepsOf(path)) {
    if (typeof step === 'number') value = Array.isArray(value) ? value[step] : undefined;
    else value = isObject(value) ? value[step] : undefined;
  }
  return value;
}

/** The document with another value at a path; undefined takes the value away, and objects that become empty with it. */
export function withValue(document: JsonObject, path: string, value: Json | undefined): JsonObject {
  const changed = replaced(document, stepsOf(path), value);
  return isObject(changed) ? changed : {};
}

function replaced(node: Json | undefined, steps: Step[], value: Json | undefined): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(node) ? [...node] : [];
    list[step] = replaced(list[step], rest, value) ?? {};
    return list;
  }
  const { [step]: old, ...others } = isObject(node) ? node : {};
  const inner = replaced(old, rest, value);
  if (inner === undefined) return Object.keys(others).length === 0 ? undefined : others;
  return isObject(node) && step in node ? { ...node, [step]: inner } : { ...others, [step]: inner };
}

/** The JSON merge patch (RFC 7396) that makes `after` of `before`; undefined when nothing differs. */
export function mergePatch(before: Json | undefined, after: Json | undefined): Json | undefined {
  if (after === undefined) return before === undefined ? undefined : null;
  if (!isObject(before) || !isObject(after)) return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
  const patch: JsonObject = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = mergePatch(before[key], after[key]);
    if (change !== undefined) patch[key] = change;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** A value as one line of text. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
