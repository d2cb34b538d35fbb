// Upgrades of the fake system: packages come in, are written, and the other version runs some seconds later.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
let numbers = 0;
const id = () => (numbers += 1).toString(16).padStart(32, '0');

function contents(version, base = 'centos-10') {
  return {
    version,
    kind: 'SYSTEM',
    base,
    architecture: 'x86-64-v3',
    startsFrom: '0.1.0 or newer',
    settingsSchema: 1,
    securityEpoch: 0,
    created: ago(900_000),
    notes: 'Calls with more than two video streams.\nPackages are fetched from a web server.\n',
    way: [version],
    signer: { name: 'O=Sallyport,CN=Release signer', fingerprint: 'ab'.repeat(32), ofOperator: false, forDevelopment: version === '0.2.0' },
  };
}

function packageOf(values) {
  return { id: id(), name: 'next.upg', size: 412_000_000, received: 412_000_000, proven: 412_000_000, uploadedBy: 'admin', uploadedAt: ago(4000), state: 'PROVEN', contents: null, problems: [], ...values };
}

export class FakeUpgrades {
  constructor(Refusal) {
    this.Refusal = Refusal;
    this.version = '0.1.0';
    this.before = [];
    this.attempt = null;
    this.plan = null;
    this.history = [
      { id: '1', kind: 'SYSTEM', from: '0.0.9', to: '0.1.0', file: 'sallyport-0.1.0-centos-10.upg', signedBy: 'O=Sallyport,CN=Release signer', startedBy: 'admin', backup: null, startedAt: ago(4e6), endedAt: ago(4e6 - 190), state: 'SUCCEEDED', step: 'It stays.', done: 412e6, total: 412e6, detail: '' },
      { id: '0', kind: 'SYSTEM', from: '0.0.9', to: '0.1.0', file: 'sallyport-0.1.0-centos-10.upg', signedBy: 'O=Sallyport,CN=Release signer', startedBy: 'admin', backup: null, startedAt: ago(5e6), endedAt: ago(5e6 - 700), state: 'RETURNED', step: 'It was not well.', done: 412e6, total: 412e6, detail: 'The call server, which could be reached before, could not be reached for ten minutes. See the log.' },
    ];
    this.packages = [
      packageOf({ name: 'sallyport-0.2.0-debian-12.upg', state: 'REFUSED', proven: 0, contents: contents('0.2.0', 'debian-12'), problems: [{ path: 'base', value: 'debian-12', detail: 'This machine is built on centos-10.', remedy: 'Take the package for centos-10.' }] }),
      packageOf({ name: 'sallyport-0.3.0-centos-10.upg', state: 'RECEIVING', received: 171_000_000, proven: 167_772_160, contents: contents('0.3.0') }),
    ];
  }

  view() {
    return {
      version: this.version,
      base: 'centos-10',
      processor: 'x86-64-v3',
      slot: 'a',
      space: 31_400_000_000,
      before: this.before,
      attempt: this.attempt ?? this.history[0],
      plan: this.plan,
      packages: this.packages,
      checks: [
        { about: 'system', weight: 'GOOD', text: 'It runs in slot a; the other is free.', remedy: '' },
        { about: 'space', weight: 'GOOD', text: 'Free on the data partition: 29.2 GiB, needed 656 MiB. The other slot: 8.0 GiB, needed 1.5 GiB.', remedy: '' },
        { about: 'pair', weight: 'GOOD', text: 'This machine stands alone: while it changes over, nobody carries its calls.', remedy: '' },
        { about: 'network', weight: 'GOOD', text: 'No change of it is on trial.', remedy: '' },
        { about: 'database', weight: 'GOOD', text: 'It answers.', remedy: '' },
        { about: 'backup', weight: 'GOOD', text: 'One is made before anything is written. The newest backup here is less than a day old.', remedy: '' },
        { about: 'calls', weight: 'ADVICE', text: '8 are in progress.', remedy: 'They go on while it is written; change over without calls to wait for their end.' },
      ],
    };
  }

  find(wanted) {
    const found = this.packages.find((one) => one.id === wanted);
    if (found === undefined) throw new this.Refusal(404, 'Not found', `There is no package ${wanted}.`);
    return found;
  }

  receive(found, offset, octets) {
    if (offset !== found.received) throw new this.Refusal(409, 'Not possible', `The next byte to send is ${found.received}.`);
    found.received += octets;
    found.proven = found.received;
    found.contents = contents('0.2.0');
    if (found.received === found.size) found.state = 'PROVEN';
    return [200, found];
  }

  begin({ package: wanted, changeOver, patienceSeconds }) {
    const chosen = this.find(wanted);
    this.plan = { changeOver, patienceSeconds, waitingSince: null, calls: null, objection: null };
    this.attempt = { id: id(), kind: 'SYSTEM', from: this.version, to: chosen.contents.version, file: chosen.name, signedBy: chosen.contents.signer.name, startedBy: 'admin', backup: 'upgrade-sallyport-20261127T150000Z.backup', startedAt: ago(0), endedAt: null, state: 'WRITING', step: 'Writes the system into slot b', done: 0, total: chosen.size, detail: '' };
    return [202, this.attempt];
  }

  /** A second goes by. */
  tick(calls) {
    const now = this.attempt;
    if (now === null) return;
    if (now.state === 'WRITING') {
      now.done = Math.min(now.total, now.done + Math.ceil(now.total / 3));
      if (now.done === now.total) now.state = 'WRITTEN';
    } else if (now.state === 'WRITTEN' && this.plan.changeOver === 'WITHOUT_CALLS') {
      this.plan = { ...this.plan, waitingSince: this.plan.waitingSince ?? ago(0), calls };
    } else if (now.state === 'WRITTEN' && this.plan.changeOver === 'AT_ONCE') {
      now.state = 'CHANGING_OVER';
    } else if (now.state === 'CHANGING_OVER') {
      now.state = 'TRYING';
      this.before = [{ version: this.version, until: ago(0), kind: now.kind }];
      this.version = now.to;
    } else if (now.state === 'TRYING') {
      this.end({ state: 'SUCCEEDED', step: 'It stays.' });
      this.packages = this.packages.filter((one) => one.contents?.version !== this.version || one.state !== 'PROVEN');
    }
  }

  end(values) {
    Object.assign(this.attempt, values, { endedAt: ago(0) });
    this.history.unshift(this.attempt);
    this.attempt = null;
    this.plan = null;
    return [200, this.history[0]];
  }

  answer(method, path, body, headers) {
    const [, , second, third] = path.split('/');
    switch (`${method} ${path}`) {
      case 'GET /upgrade': return [200, this.view()];
      case 'GET /upgrade/history': return [200, { items: this.history }];
      case 'POST /upgrade/packages': this.packages.unshift(packageOf({ ...body, received: 0, proven: 0, state: 'RECEIVING' })); return [201, this.packages[0]];
      case 'POST /upgrade/packages/pull': return [202, {}];
      case 'GET /upgrade/media': return [200, { items: [{ medium: '/dev/sdb1', label: 'STICK', name: 'sallyport-0.2.0-centos-10.upg', size: 412_000_000 }] }];
      case 'POST /upgrade/packages/take': this.packages.unshift(packageOf({ name: body.name, contents: contents('0.2.0') })); return [202, {}];
      case 'POST /upgrade/start': return this.begin(body);
      case 'POST /upgrade/change-over': this.plan = { waitingSince: null, calls: null, objection: null, ...body }; return [202];
      case 'POST /upgrade/abandon': return this.end({ state: 'ABANDONED', step: 'It was given up.', detail: 'admin gave it up. What runs is as it was.' });
      default:
    }
    if (second === 'history') return [200, { lines: ['12:00:01 The package is signed by O=Sallyport,CN=Release signer.', '12:00:02 Slot b is made anew.', '12:00:31 It is written.'] }];
    if (second === 'packages' && method === 'GET') return [200, this.find(third)];
    if (second === 'packages' && method === 'PATCH') return this.receive(this.find(third), Number(headers['upload-offset']), body.length);
    if (second === 'packages' && method === 'DELETE') { this.packages = this.packages.filter((one) => one.id !== third); return [204]; }
    throw new this.Refusal(404, 'Not found', `There is nothing at ${path}.`);
  }
}
