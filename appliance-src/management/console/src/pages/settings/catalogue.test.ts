import { expect, it } from 'vitest';
import type { CatalogueEntry } from '../../api/types';
import { labelOf, treeOf } from './catalogue';

const entry = (path: string, type: string): CatalogueEntry => ({ path, type, unit: null, defaultValue: null, required: false, secret: false, description: '', minimum: null, maximum: null, choices: [] });

it('makes a tree of the entries of one section, in their order', () => {
  const tree = treeOf([entry('sip.listeners', 'list'), entry('sip.listeners[*].port', 'number'), entry('sip.call-server.host', 'host'), entry('media.external', 'section')], 'sip');
  expect(tree.children.map(({ path, isList }) => [path, isList])).toEqual([
    ['sip.listeners', true],
    ['sip.call-server', false],
  ]);
  expect(tree.children[0]?.children.map(({ path }) => path)).toEqual(['sip.listeners[].port']);
  expect(tree.children[1]?.children[0]?.entry?.type).toBe('host');
});

it('reads both ways to write the elements of a list', () => {
  const [one, other] = ['sip.listeners[].port', 'sip.listeners[*].port'].map((path) => treeOf([entry(path, 'number')], 'sip').children[0]?.isList);
  expect([one, other]).toEqual([true, true]);
});

it('reads keys as labels', () => {
  expect(['max-calls', 'pingInterval', 'sip', 'min-session-expires'].map(labelOf)).toEqual(['Max calls', 'Ping interval', 'SIP', 'Min session expires']);
});
