import { describe, expect, it } from 'vitest';
import { reconcile } from './stable-rows';

const row = (id: string, value = 0) => ({ id, value });

describe('a list that is pointed at', () => {
  it('keeps every row in its place when new ones arrive', () => {
    const { rows } = reconcile([row('b'), row('a')], [row('c'), row('b'), row('a')], true);
    expect(rows.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('counts the rows that wait', () => {
    expect(reconcile([row('a')], [row('c'), row('b'), row('a')], true).waiting).toBe(2);
  });

  it('keeps a row that is gone, as it last was', () => {
    expect(reconcile([row('b', 7), row('a')], [row('a')], true).rows).toEqual([row('b', 7), row('a')]);
  });

  it('shows new values of the rows it keeps', () => {
    expect(reconcile([row('a', 1)], [row('a', 2)], true).rows).toEqual([row('a', 2)]);
  });
});

describe('a list that nobody points at', () => {
  it('shows what there is, in its order', () => {
    const { rows, waiting } = reconcile([row('gone'), row('a')], [row('b'), row('a')], false);
    expect(rows.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(waiting).toBe(0);
  });
});
