// A system without calls, for work on the console: answers by the contract from what it keeps in memory.
import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { ladderOf, makeCall, newId } from './calls.mjs';
import { makeRegistration } from './registrations.mjs';
import { FakeBackups } from './backups.mjs';
import { FakeMachine } from './machine.mjs';
import { settingsRoutes } from './settings.mjs';
import { FakeTurn } from './turn.mjs';
import { FakeUpgrades } from './upgrades.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
const COOKIE = 'sallyport-fake-session';
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

class Refusal extends Error {
  constructor(status, title, detail, problems = [], headers = {}) {
    super(detail);
    Object.assign(this, { status, body: { type: 'about:blank', title, status, detail, problems }, headers });
  }
}

const OUTCOMES = [
  { outcome: 'COMPLETED', code: 200, text: 'The caller hung up.' },
  { outcome: 'COMPLETED', code: 200, text: 'The called party hung up.' },
  { outcome: 'CANCELLED', code: 487, text: 'The caller gave up before the answer.' },
  { outcome: 'REJECTED', code: 486, text: 'The called party is busy.' },
  { outcome: 'REFUSED', code: 503, text: 'Refused: 500 of 500 calls are in use.' },
  { outcome: 'EXPIRED', code: null, text: 'No media arrived for 30 s; the call was ended.' },
  { outcome: 'UNREACHABLE', code: 503, text: 'The call server 10.20.0.50 did not answer.' },
  { outcome: 'DISCONNECTED', code: null, text: 'Disconnected by admin.' },
];

export class FakeSystem {
  constructor({ dist, calls = 9, password = 'initial-password' }) {
    this.dist = dist;
    this.password = password;
    this.session = null;
    this.mustChange = true;
    this.failures = 0;
    this.streams = new Set();
    this.live = new Map();
    this.history = [];
    this.registrations = Array.from({ length: 7 }, (_, seed) => makeRegistration(seed));
    for (let seed = 0; seed < 83; seed += 1) this.history.push(makeCall(seed, { state: 'ENDED', age: 3900 + seed * 1711, outcome: OUTCOMES[seed % OUTCOMES.length] }));
    for (let seed = 0; seed < calls; seed += 1) this.add(makeCall(seed, { age: 40 + seed * 97, state: seed === 1 ? 'ALERTING' : seed === 6 ? 'SETUP' : 'CONNECTED' }));
    this.alarms = [
      { key: 'sip.listener.external-tls.certificate', severity: 'WARNING', source: 'director', text: 'The certificate of the listener external-tls expires in 12 days.', remedy: 'Install a new certificate under Configure, SIP.', raisedAt: ago(7300), clearedAt: null },
    ];
    this.pastAlarms = [
      ...this.alarms,
      { key: 'sip.call-server.unreachable', severity: 'CRITICAL', source: 'director', text: 'The call server 10.20.0.50:5060 does not answer OPTIONS.', remedy: 'Check that it runs and that the internal network reaches it.', raisedAt: ago(90_000), clearedAt: ago(89_400) },
      { key: 'database.unreachable', severity: 'CRITICAL', source: 'manager', text: 'The database does not answer; the last settings are in force.', remedy: 'Start PostgreSQL, or correct the JDBC URL.', raisedAt: ago(190_000), clearedAt: ago(189_900) },
    ];
    this.users = [
      { username: 'admin', fullName: 'Administrator', role: 'ADMINISTRATOR', disabled: false, passwordChangeRequired: false, createdAt: ago(9e6), lastLoginAt: ago(5), lockedUntil: null },
      { username: 'noc', fullName: 'Network operations', role: 'OPERATOR', disabled: false, passwordChangeRequired: false, createdAt: ago(8e6), lastLoginAt: ago(40_000), lockedUntil: new Date(Date.now() + 420_000).toISOString() },
      { username: 'revision', fullName: 'Revision', role: 'AUDITOR', disabled: true, passwordChangeRequired: true, createdAt: ago(2e6), lastLoginAt: null, lockedUntil: null },
    ];
    this.tokens = [{ id: newId(), name: 'monitoring', role: 'AUDITOR', createdBy: 'admin', createdAt: ago(4e6), expiresAt: new Date(Date.now() + 9e9).toISOString(), lastUsedAt: ago(30) }];
    this.audit = [
      ['session.log-in', 'admin', 'SUCCEEDED', null, null],
      ['settings.commit', 'revision 12', 'SUCCEEDED', 'capacity.maxCalls = 200', 'capacity.maxCalls = 500'],
      ['calls.hang-up', this.history[7].id, 'SUCCEEDED', null, null],
      ['session.log-in', 'admin', 'REFUSED', null, 'The user name or the password is wrong.'],
      ['users.create', 'revision', 'SUCCEEDED', null, 'role AUDITOR'],
    ].map(([action, subject, outcome, before, after], index) => ({ id: 900 - index, at: ago(100 + index * 5000), actor: index === 2 ? 'token:monitoring' : 'admin', source: '10.20.1.15', action, subject, outcome, before, after }));
    this.settings = settingsRoutes(Refusal);
    this.machine = new FakeMachine({ Refusal, settings: this.settings });
    this.upgrades = new FakeUpgrades(Refusal);
    this.backups = new FakeBackups(Refusal);
    this.turn = new FakeTurn();
    this.ticker = setInterval(() => this.tick(), 1000);
  }

  add(call) {
    this.live.set(call.id, call);
    this.tell('call', call);
    return call;
  }

  placeCall(seed = 0) {
    return this.add(makeCall(seed, { state: 'CONNECTED', age: 4 }));
  }

  change(id, values) {
    const call = { ...this.live.get(id), ...values };
    call.version += 1;
    this.live.set(id, call);
    this.tell('call', call);
    return call;
  }

  hangUp(id) {
    const ended = this.change(id, { state: 'ENDED', endedAt: new Date().toISOString(), disposition: { outcome: 'DISCONNECTED', code: null, text: 'Disconnected by admin.' } });
    this.live.delete(id);
    this.history.unshift(ended);
  }

  tick() {
    for (const call of this.live.values()) {
      if (call.state !== 'CONNECTED') continue;
      this.change(call.id, {
        streams: call.streams.map((stream) => ({
          ...stream,
          ends: stream.ends.map((end) => {
            const bits = Math.round(end.received.bitsPerSecond * (0.96 + Math.random() * 0.08));
            return { ...end, received: { ...end.received, bitsPerSecond: bits, packets: end.received.packets + Math.round(bits / 8800) } };
          }),
        })),
      });
    }
    this.upgrades.tick(this.live.size);
    this.tell('overview', this.overviewTick());
  }

  tell(event, data) {
    for (const stream of this.streams) stream.write(`event: ${event}\nid: ${Date.now()}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  overviewTick() {
    const calls = [...this.live.values()];
    const count = (state) => calls.filter((call) => call.state === state).length;
    const from = (side) => calls.flatMap((call) => call.streams.flatMap((stream) => stream.ends)).filter((end) => end.side === side).reduce((sum, end) => sum + end.received.bitsPerSecond, 0);
    return {
      at: new Date().toISOString(),
      health: this.alarms.length === 0 ? 'OK' : 'DEGRADED',
      findings: this.alarms.map((alarm) => ({ part: 'alarm', detail: alarm.text })),
      directorConnected: true,
      calls: { setup: count('SETUP'), alerting: count('ALERTING'), connected: count('CONNECTED'), total: calls.length },
      bandwidth: { fromExternal: from('EXTERNAL'), fromInternal: from('INTERNAL') },
      capacity: { calls: calls.length, maxCalls: 500, bandwidthKbps: Math.round(from('EXTERNAL') / 1000), maxBandwidthKbps: 700_000, registrations: this.registrations.length, maxRegistrations: 2000 },
      callServer: { target: '10.20.0.50:5060 over TCP', state: 'REACHABLE', since: ago(89_400), detail: null },
    };
  }

  overview() {
    const samples = 120;
    const wave = (index) => (index > 51 && index < 55 ? null : Math.max(0, Math.round(7 + 6 * Math.sin(index / 13) + 3 * Math.sin(index / 3.1))));
    const calls = Array.from({ length: samples }, (_, index) => wave(index));
    const bits = (each) => calls.map((value) => (value === null ? null : value * each));
    return { now: this.overviewTick(), alarms: this.pastAlarms, series: { start: ago(samples * 30), intervalSeconds: 30, calls, fromExternal: bits(1_990_000), fromInternal: bits(1_310_000) } };
  }

  status() {
    const process = (name, liveObjects) => ({ name, version: '0.1.0', startedAt: ago(271_000), settingsRevision: 12, memory: { resident: 214e6, heapUsed: 61e6, heapMaximum: 512e6 }, threads: 41, liveObjects });
    const listener = (name, side, transport, bound, advertised, ready = true, detail = null) => ({ name, side, transport, bound, advertised, ready, detail });
    const { capacity, callServer } = this.overviewTick();
    return {
      manager: process('manager', { session: 1, 'event-stream': this.streams.size }),
      director: {
        process: process('director', { call: this.live.size, dialog: this.live.size * 2, relay: this.live.size * 3, 'server-transaction': 4, deadline: 61 }),
        listeners: [
          listener('external-udp', 'EXTERNAL', 'UDP', '192.0.2.10:5060', 'sip.example.com:5060'),
          listener('external-tcp', 'EXTERNAL', 'TCP', '192.0.2.10:5060', 'sip.example.com:5060'),
          listener('external-tls', 'EXTERNAL', 'TLS', '192.0.2.10:5061', 'sip.example.com:5061', false, 'The port is in use by another program.'),
          listener('internal-tcp', 'INTERNAL', 'TCP', '10.20.0.10:5060', '10.20.0.10:5060'),
        ],
        callServer,
        capacity,
      },
      database: { reachable: true, detail: 'PostgreSQL 15.8' },
    };
  }

  sessionView() {
    return { name: 'admin', role: this.role ?? 'ADMINISTRATOR', kind: 'SESSION', passwordChangeRequired: this.mustChange, csrfToken: this.session, expiresAt: null, idleTimeoutSeconds: 1800 };
  }

  logIn({ username, password }) {
    if (this.failures >= 3) throw new Refusal(429, 'Locked out', 'Too many failed attempts.', [], { 'Retry-After': '300' });
    if (username !== 'admin' || password !== this.password) {
      this.failures += 1;
      throw new Refusal(401, 'Not logged in', 'The user name or the password is wrong.');
    }
    this.failures = 0;
    this.session = newId();
    return [200, this.sessionView(), { 'Set-Cookie': `${COOKIE}=${this.session}; Path=/; HttpOnly; SameSite=Strict` }];
  }

  changePassword({ currentPassword, newPassword }) {
    if (currentPassword !== this.password) throw new Refusal(403, 'Not changed', 'The current password is wrong.');
    this.password = newPassword;
    this.mustChange = false;
    return [200, this.sessionView()];
  }

  page(items, query) {
    const size = Number(query.get('pageSize') ?? 50);
    const start = Number(query.get('pageToken') ?? 0);
    return { items: items.slice(start, start + size), nextPageToken: start + size < items.length ? String(start + size) : null };
  }

  pastCalls(query) {
    const text = (query.get('text') ?? '').toLowerCase();
    const fits = (call) =>
      (!query.has('outcome') || call.disposition.outcome === query.get('outcome')) &&
      (!query.has('direction') || call.direction === query.get('direction')) &&
      (!query.has('from') || call.startedAt >= query.get('from')) &&
      (!query.has('to') || call.startedAt < query.get('to')) &&
      `${call.caller.party} ${call.callee?.party ?? ''}`.toLowerCase().includes(text);
    return this.page(this.history.filter(fits), query);
  }

  registered(query) {
    const text = (query.get('text') ?? '').toLowerCase();
    const fits = (one) => JSON.stringify(one).toLowerCase().includes(text) && (!query.has('state') || one.state === query.get('state'));
    return this.page(this.registrations.filter(fits), query);
  }

  detail(calls, id) {
    const call = calls.find((candidate) => candidate.id === id);
    if (call === undefined) throw new Refusal(404, 'Not found', 'There is no such call.');
    return { call, ladder: ladderOf(call) };
  }

  answer(method, path, query, body, headers) {
    const key = `${method} ${path}`;
    if (key === 'POST /session') return this.logIn(body);
    if (this.session === null || !(headers.cookie ?? '').includes(this.session)) throw new Refusal(401, 'Not logged in', 'Log in first.');
    if (method !== 'GET' && headers['sallyport-csrf-token'] !== this.session) throw new Refusal(403, 'Refused', 'The CSRF token is missing.');
    const [, first, second, third] = path.split('/');
    switch (key) {
      case 'GET /session': return [200, this.sessionView()];
      case 'DELETE /session': this.session = null; return [204];
      case 'POST /session/password': return this.changePassword(body);
      case 'GET /overview': return [200, this.overview()];
      case 'GET /calls': return [200, this.page([...this.live.values()], query)];
      case 'GET /registrations': return [200, this.registered(query)];
      case 'GET /history': return [200, this.pastCalls(query)];
      case 'POST /history/export': return [202, { id: newId(), kind: 'history.export', state: 'SUCCEEDED', startedBy: 'admin', startedAt: ago(0), endedAt: ago(0), done: 1, total: 1, detail: 'Done', hasResult: true }];
      case 'GET /alarms': return [200, { items: this.alarms }];
      case 'GET /alarms/history': return [200, this.page(this.pastAlarms.filter((alarm) => !query.has('severity') || alarm.severity === query.get('severity')), query)];
      case 'GET /status': return [200, this.status()];
      case 'GET /users': return [200, { items: this.users }];
      case 'POST /users': this.users.push({ ...this.users[2], fullName: '', ...body, disabled: false, createdAt: ago(0) }); return [201, { user: this.users.at(-1), password: 'tulip-anchor-91-meadow' }];
      case 'GET /tokens': return [200, { items: this.tokens }];
      case 'POST /tokens': this.tokens.push({ id: newId(), name: body.name, role: body.role, createdBy: 'admin', createdAt: ago(0), expiresAt: ago(-86400 * body.expiresInDays), lastUsedAt: null }); return [201, { token: this.tokens.at(-1), secret: `slp_${newId()}${newId()}` }];
      case 'GET /audit': return [200, this.page(this.audit, query)];
      default:
    }
    if (first === 'calls' && method === 'GET') return [200, this.detail([...this.live.values()], second)];
    if (first === 'calls' && method === 'DELETE') { this.hangUp(second); return [202]; }
    if (first === 'registrations' && method === 'DELETE') { this.registrations = this.registrations.filter((one) => one.id !== second); return [204]; }
    if (first === 'history' && method === 'GET') return [200, this.detail(this.history, second)];
    if (first === 'users' && method === 'GET') return [200, this.users.find((user) => user.username === second), { ETag: '"1"' }];
    if (first === 'users' && method === 'PATCH') return [200, Object.assign(this.users.find((user) => user.username === second), body)];
    if (first === 'users' && method === 'DELETE') { this.users = this.users.filter((user) => user.username !== second); return [204]; }
    if (first === 'users' && third === 'password') return [200, { user: this.users.find((user) => user.username === second), password: 'copper-lagoon-17-atlas' }];
    if (first === 'tokens' && method === 'DELETE') { this.tokens = this.tokens.filter((token) => token.id !== second); return [204]; }
    if (first === 'settings') {
      const answer = this.settings.answer(method, path, query, body, headers);
      if (method === 'POST') this.tell('network', this.machine.state());
      return answer;
    }
    if (first === 'turn') return this.turn.answer(method, second, third, query);
    if (first === 'backup-plan') return this.backups.plan(method);
    if (first === 'operations') return this.backups.end();
    if (first === 'backups') return this.backups.answer(method, path, body);
    if (first === 'upgrade') return this.upgrades.answer(method, path, body, headers);
    if (['network', 'nics', 'power'].includes(first)) return this.machine.answer(method, path, body);
    throw new Refusal(404, 'Not found', `There is nothing at ${path}.`);
  }

  openStream(request, response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.streams.add(response);
    request.on('close', () => this.streams.delete(response));
    const first = (event, data) => response.write(`event: ${event}\nid: 1\ndata: ${JSON.stringify(data)}\n\n`);
    first('calls', [...this.live.values()]);
    first('alarms', this.alarms);
    first('overview', this.overviewTick());
    first('network', this.machine.state());
  }

  serveFile(path, response) {
    const file = join(this.dist, normalize(path === '/' ? '/index.html' : path));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY });
    return response.end(readFileSync(file));
  }

  async handle(request, response) {
    const url = new URL(request.url, 'http://fake');
    if (!url.pathname.startsWith('/api/v1')) return this.serveFile(url.pathname, response);
    const path = url.pathname.slice('/api/v1'.length);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      if (path === '/events') return this.openStream(request, response);
      const sent = Buffer.concat(chunks);
      const isBinary = request.headers['content-type'] === 'application/octet-stream';
      const body = isBinary ? sent : sent.length === 0 ? undefined : JSON.parse(sent.toString());
      const [status, answer, headers = {}] = this.answer(request.method, path, url.searchParams, body, request.headers);
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      return response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      response.writeHead(refusal.status, { 'Content-Type': 'application/problem+json', ...refusal.headers });
      return response.end(JSON.stringify(refusal.body));
    }
  }

  async start(port = 0) {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise((done) => this.server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  stop() {
    clearInterval(this.ticker);
    for (const stream of this.streams) stream.end();
    this.server.closeAllConnections();
    this.server.close();
  }
}
