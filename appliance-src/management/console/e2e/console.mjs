#!/usr/bin/env node
// Drives the console in Chromium as an administrator would, against a running system or the fake one.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Browser } from './browser.mjs';
import { FakeSystem } from './fake/system.mjs';
import { PAGES, walk } from './walk.mjs';

const USAGE = `usage: console.mjs --url https://localhost:8443 --password-file FILE --call "COMMAND" [--out DIR]
       console.mjs --fake [--out DIR]
  --url            the system; its certificate need not be trusted
  --username       who logs in; admin without it
  --password-file  holds the initial password of that user; --password gives it directly
  --new-password   what it is changed to, when the system asks for that
  --call           command that places a call which lasts at least 30 s; it is ended with the test
  --fake           tests against a fake system instead
  --out            where screenshots go; target/screenshots without it`;

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    username: { type: 'string', default: 'admin' },
    password: { type: 'string' },
    'password-file': { type: 'string' },
    'new-password': { type: 'string', default: 'browser test 4 sallyport' },
    call: { type: 'string' },
    fake: { type: 'boolean', default: false },
    out: { type: 'string', default: 'target/screenshots' },
  },
});

async function startFake() {
  const fake = new FakeSystem({ dist: 'target/dist' });
  const url = await fake.start();
  return { url, password: 'initial-password', hasMachine: true, placeCall: () => fake.placeCall(0), stop: () => fake.stop() };
}

function realSystem() {
  const password = values.password ?? (values['password-file'] === undefined ? undefined : readFileSync(values['password-file'], 'utf8').trim());
  if (values.url === undefined || password === undefined || values.call === undefined) {
    console.error(USAGE);
    process.exit(2);
  }
  let caller;
  return {
    url: values.url,
    password,
    placeCall: () => {
      caller = spawn('/bin/sh', ['-c', values.call], { stdio: 'ignore', detached: true });
    },
    stop: () => {
      try {
        if (caller !== undefined) process.kill(-caller.pid, 'SIGTERM');
      } catch {
        // The call ended by itself.
      }
    },
  };
}

mkdirSync(values.out, { recursive: true });
const system = values.fake ? await startFake() : realSystem();
const browser = await Browser.start();
let failed = false;
try {
  await walk({ browser, system, username: values.username, newPassword: values['new-password'], out: values.out });
  const complaints = browser.complaints();
  if (complaints.length > 0) throw new Error(`the browser complained:\n  ${complaints.join('\n  ')}`);
  console.log(`Browser test passed: ${PAGES.length} pages, screenshots in ${values.out}`);
} catch (error) {
  failed = true;
  console.error(`Browser test failed: ${error.message}`);
  await browser.picture(`${values.out}/failure.png`);
} finally {
  await browser.stop();
  system.stop();
}
process.exit(failed ? 1 : 0);
