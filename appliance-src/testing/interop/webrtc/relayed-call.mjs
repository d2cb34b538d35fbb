// Two Chromium pages, each in a network namespace, with a WebRTC call through TURN and no other way. Prints what they saw as
// JSON; whoever runs it judges. Root alone may enter namespaces.
//   node relayed-call.mjs '{"spki": "...", "pages": [{"zone": "a", "urls": "turn:...", "username": "", "credential": ""}, {...}]}'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const { chromium } = createRequire(new URL('../../../management/console/package.json', import.meta.url))('playwright-core');

const PATIENCE_MILLIS = 30_000;
const FRAMES = 10;
const FLAGS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];
// Served to the page by the test itself: cameras are for secure origins alone.
const ORIGIN = 'https://page.example/';

const wanted = JSON.parse(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'relayed-call-'));

/** What runs in a page. */
function equip() {
  window.openCall = async (server, offers) => {
    const call = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' });
    const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 15 } });
    camera.getTracks().forEach((track) => call.addTrack(track, camera));
    if (offers) {
      window.channel = call.createDataChannel('echo');
    } else {
      call.ondatachannel = ({ channel }) => (channel.onmessage = ({ data }) => channel.send(data));
    }
    window.call = call;
  };
  // All candidates are in the description: a null one ends them, of each generation anew.
  const describe = async (options) => {
    const gathered = new Promise((done) => (window.call.onicecandidate = ({ candidate }) => candidate === null && done()));
    await window.call.setLocalDescription(options === undefined ? undefined : await window.call.createOffer(options));
    await gathered;
    return window.call.localDescription.toJSON();
  };
  window.offer = (iceRestart) => describe({ iceRestart });
  window.answer = async (offer) => {
    await window.call.setRemoteDescription(offer);
    return describe();
  };
  window.accept = (answer) => window.call.setRemoteDescription(answer);
  window.echo = (text) =>
    new Promise((done) => {
      const say = () => window.channel.send(text);
      window.channel.onmessage = ({ data }) => done(data);
      if (window.channel.readyState === 'open') say();
      else window.channel.onopen = say;
    });
  window.seen = async () => {
    const stats = [...(await window.call.getStats()).values()];
    const of = (id) => stats.find((each) => each.id === id);
    const transport = stats.find((each) => each.type === 'transport');
    const pair = of(transport?.selectedCandidatePairId);
    const local = of(pair?.localCandidateId);
    const video = stats.find((each) => each.type === 'inbound-rtp' && each.kind === 'video');
    return {
      state: window.call.iceConnectionState,
      frames: video?.framesDecoded ?? 0,
      candidate: local?.candidateType,
      protocol: local?.relayProtocol,
      fragment: local?.usernameFragment,
    };
  };
}

async function open({ zone }) {
  const program = join(folder, zone);
  writeFileSync(program, `#!/bin/sh\nexec nsenter --net=/run/netns/${zone} ${process.env.CHROMIUM ?? '/usr/bin/chromium'} "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launch({ executablePath: program, args: [...FLAGS, `--ignore-certificate-errors-spki-list=${wanted.spki}`] });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  await page.route(ORIGIN, (route) => route.fulfill({ contentType: 'text/html', body: '<title>call</title>' }));
  await page.goto(ORIGIN);
  await page.evaluate(equip);
  return { browser, page };
}

/** What a page sees once it decodes so many more frames over another path than before. */
async function awaitVideo(page, before) {
  const deadline = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const now = await page.evaluate(() => window.seen());
    if (now.frames >= before.frames + FRAMES && now.candidate !== undefined && now.fragment !== before.fragment) return now;
    if (Date.now() > deadline) throw new Error(`no video: ${JSON.stringify(now)} after ${JSON.stringify(before)}`);
    await sleep(200);
  }
}

async function negotiate(caller, callee, iceRestart) {
  const offer = await caller.evaluate((restart) => window.offer(restart), iceRestart);
  const answer = await callee.evaluate((heard) => window.answer(heard), offer);
  await caller.evaluate((heard) => window.accept(heard), answer);
}

async function talk(pages) {
  const [caller, callee] = pages;
  for (const [at, page] of pages.entries()) {
    const { urls, username, credential } = wanted.pages[at];
    await page.evaluate(({ server, offers }) => window.openCall(server, offers), { server: { urls, username, credential }, offers: at === 0 });
  }
  await negotiate(caller, callee, false);
  const nothing = { frames: 0, fragment: undefined };
  const first = await Promise.all(pages.map((page) => awaitVideo(page, nothing)));
  const echo = await caller.evaluate(() => window.echo('through the relay'));
  await negotiate(caller, callee, true);
  const restarted = await Promise.all(pages.map((page, at) => awaitVideo(page, first[at])));
  const echoAgain = await caller.evaluate(() => window.echo('after the restart'));
  return { first, echo, restarted, echoAgain };
}

let opened = [];
try {
  opened = await Promise.all(wanted.pages.map(open));
  console.log(JSON.stringify(await talk(opened.map(({ page }) => page))));
} finally {
  await Promise.all(opened.map(({ browser }) => browser.close()));
  rmSync(folder, { recursive: true });
}
