import { expect, test } from 'vitest';
import { ApiProblem } from '../../api/problem';
import { PIECE, nameOf, upload, type Receiver, type Upload } from './upload';

const SIZE = 2 * PIECE + 5;
const SILENCE = new ApiProblem(0, { detail: 'Nobody answers.' });

/** Holds what arrives; `fault` may lose a piece, or the answer to it. */
function receiver(fault: (number: number) => 'piece' | 'answer' | undefined) {
  let received = 0;
  let number = 0;
  const offsets: number[] = [];
  const waits: number[] = [];
  const view = () => ({ id: 'a', received });
  const self: Receiver = {
    announce: () => Promise.resolve(view()),
    at: () => Promise.resolve(view()),
    send: (_, offset, piece) => {
      const lost = fault(number++);
      if (lost === 'piece') return Promise.reject(SILENCE);
      if (offset !== received) return Promise.reject(new ApiProblem(409, {}));
      offsets.push(offset);
      received += piece.size;
      return lost === 'answer' ? Promise.reject(SILENCE) : Promise.resolve(view());
    },
    wait: (millis) => Promise.resolve(waits.push(millis)),
  };
  return { self, received: () => received, offsets, waits };
}

const file = new File([new Uint8Array(SIZE)], 'next.upg');
const never = new AbortController().signal;

test('sends a file in pieces and goes on where the connection broke', async () => {
  const to = receiver((number) => (number === 0 ? 'piece' : number === 2 ? 'answer' : undefined));
  const seen: Upload[] = [];
  await upload(file, undefined, to.self, (at) => seen.push(at), never);
  expect(to.received()).toBe(SIZE);
  expect(to.offsets).toEqual([0, PIECE, 2 * PIECE]);
  expect(to.waits).toEqual([1000, 1000]);
  expect(seen.at(-1)).toEqual({ name: 'next.upg', size: SIZE, sent: SIZE });
});

test('gives up after a while', async () => {
  const to = receiver(() => 'piece');
  await expect(upload(file, undefined, to.self, () => undefined, never)).rejects.toThrow('Nobody answers');
  expect(to.waits).toHaveLength(7);
});

test('stops at a refusal', async () => {
  const to = receiver(() => undefined);
  to.self.send = () => Promise.reject(new ApiProblem(422, { detail: 'It is for another machine.' }));
  await expect(upload(file, undefined, to.self, () => undefined, never)).rejects.toThrow('another machine');
});

test('gives files a name that the system takes', () => {
  expect(nameOf({ name: 'Sallyport 1.1 (1).upg' })).toBe('Sallyport-1.1--1-.upg');
});
