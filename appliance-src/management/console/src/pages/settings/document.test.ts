import { describe, expect, it } from 'vitest';
import { mergePatch, stepsOf, valueAt, withValue, type JsonObject } from './document';

const document: JsonObject = { sip: { listeners: [{ name: 'a', port: 5060 }], 'ring-timeout': '3m' } };

it('reads the steps of a path', () => {
  expect(stepsOf('sip.listeners[0].advertised-host')).toEqual(['sip', 'listeners', 0, 'advertised-host']);
});

describe('a document', () => {
  it('tells the value at a path', () => {
    expect(valueAt(document, 'sip.listeners[0].port')).toBe(5060);
    expect(valueAt(document, 'sip.listeners[1].port')).toBeUndefined();
    expect(valueAt(document, 'media.external')).toBeUndefined();
  });

  it('takes another value without touching the original', () => {
    const changed = withValue(document, 'sip.listeners[0].port', 5070);
    expect(valueAt(changed, 'sip.listeners[0].port')).toBe(5070);
    expect(valueAt(document, 'sip.listeners[0].port')).toBe(5060);
  });

  it('makes the objects on the way', () => {
    expect(withValue({}, 'sip.call-server.host', 'dma')).toEqual({ sip: { 'call-server': { host: 'dma' } } });
  });

  it('loses objects that become empty', () => {
    expect(withValue({ sip: { 'call-server': { host: 'dma' } } }, 'sip.call-server.host', undefined)).toEqual({});
  });
});

describe('the merge patch of an edit', () => {
  it('has the changed values only', () => {
    expect(mergePatch(document, withValue(document, 'sip.ring-timeout', '1m'))).toEqual({ sip: { 'ring-timeout': '1m' } });
  });

  it('says null where a value goes back to its default', () => {
    expect(mergePatch(document, withValue(document, 'sip.ring-timeout', undefined))).toEqual({ sip: { 'ring-timeout': null } });
  });

  it('replaces a list as a whole', () => {
    expect(mergePatch(document, withValue(document, 'sip.listeners[1]', { name: 'b' }))).toEqual({ sip: { listeners: [{ name: 'a', port: 5060 }, { name: 'b' }] } });
  });

  it('is nothing where nothing changed', () => {
    expect(mergePatch(document, structuredClone(document))).toBeUndefined();
  });
});
