// Backups of the fake system: one of another machine lies there, and any passphrase but "wrong" opens it.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

export class FakeBackups {
  constructor(Refusal) {
    this.Refusal = Refusal;
    this.items = [{ name: 'old-gate.example.com-20260301T100000Z.backup', size: 48_213, at: ago(86_400) }];
  }

  preview({ passphrase, adapters = {} }) {
    if (passphrase === 'wrong') {
      throw new this.Refusal(422, 'Invalid input', 'The input is refused.', [{ path: 'backup', value: '', detail: 'The passphrase is not the one that it was made with.', remedy: 'Give that one.' }]);
    }
    const names = { eth0: 'eth0', eth1: 'eth1', ...adapters };
    const isTwice = names.eth0 === names.eth1;
    return {
      backup: { version: '0.1.0', settingsSchema: 1, created: ago(90_000), hostName: 'old-gate.example.com' },
      problems: isTwice ? [{ path: 'adapters.eth1', value: names.eth1, detail: 'Another interface has it already.', remedy: 'Give each its own adapter.' }] : [],
      settings: [
        { path: 'network.hostname', before: 'sallyport', after: 'old-gate.example.com' },
        { path: `network.interfaces[${names.eth0}].ipv4`, before: '192.0.2.10/24', after: '198.51.100.7/24' },
        { path: 'sip.call-server.host', before: '10.20.0.50', after: '10.20.0.60' },
        { path: 'sip.call-server.credentials.password', before: null, after: '***' },
        { path: 'capacity.max-calls', before: 500, after: 800 },
      ],
      users: { added: ['berta'], changed: ['admin'], removed: ['revision'] },
      tokens: { added: [], changed: [], removed: ['monitoring'] },
      files: { added: ['etc/upgrade-authorities.pem'], changed: ['management-tls/certificate.pem', 'management-tls/key.pem', 'sip-tls/certificate.pem', 'sip-tls/key.pem'], removed: [] },
      leftOut: [],
      adapters: {
        here: [{ name: 'eth0', mac: '00:15:5d:00:00:01' }, { name: 'eth1', mac: '00:15:5d:00:00:02' }, { name: 'eth2', mac: '00:15:5d:00:00:03' }],
        backup: [{ name: 'eth0', mac: '00:50:56:00:00:01' }, { name: 'eth1', mac: '00:50:56:00:00:02' }],
        names,
      },
      withCalls: true,
      needsConfirmation: true,
    };
  }

  /** The plan, whose last backup could not be sent; one more by it is sent. */
  plan(method) {
    if (method === 'POST') return [202, this.operation('RUNNING')];
    const made = { name: 'auto-sallyport-20261126T013000Z.backup', at: this.isSent ? ago(0) : ago(30_000) };
    return [200, {
      plan: { intervalSeconds: 86_400, at: '02:30', withCalls: false, keep: 14, target: 'sftp://backup@nas.example.com/srv/backups/sallyport' },
      made,
      sent: this.isSent ? made : { name: 'auto-sallyport-20261125T013000Z.backup', at: ago(116_400) },
      next: ago(-56_400),
      notMade: null,
      notSent: this.isSent ? null : {
        since: ago(29_990),
        attempts: 13,
        text: `The backup ${made.name} is not at sftp://backup@nas.example.com/srv/backups/sallyport: nas.example.com has the host key SHA256:Bz1RrDGkuEGGCWXh5NKkMbOVlpdNfd4tQy4pA5eMpqo, not SHA256:4VbnYYEc0NmwcXjDRzs0kS4vVVXwNrE6kTtHRxqH2tU.`,
        remedy: 'If its key was changed or has another type, look at the server which fingerprint is right and put it into management.backup.target.host-key; otherwise it is another server.',
      },
      retry: this.isSent ? null : ago(-1800),
      busy: false,
    }];
  }

  operation(state) {
    return { id: 'run', kind: 'backup.run', state, startedBy: 'admin', startedAt: ago(0), endedAt: null, done: 0, total: null, detail: '', hasResult: false };
  }

  /** It is over when it is asked for. */
  end() {
    this.items.unshift({ name: 'auto-sallyport-20261127T143000Z.backup', size: 21_480, at: ago(0) });
    this.isSent = true;
    return [200, this.operation('SUCCEEDED')];
  }

  answer(method, path, body) {
    const [, , name, part] = path.split('/');
    if (name === undefined) {
      if (method === 'POST') this.items.unshift({ name: 'sallyport-20261127T150000Z.backup', size: 21_480, at: ago(0) });
      return method === 'POST' ? [201, this.items[0]] : [200, { items: this.items }];
    }
    switch (`${method} ${part ?? ''}`) {
      case 'PUT content': this.items.unshift({ name, size: body.length, at: ago(0) }); return [201, this.items[0]];
      case 'GET content': return [200, 'octets'];
      case 'POST preview': return [200, this.preview(body)];
      case 'POST restore': return [200, { revision: 13, confirmBy: ago(-120), calls: 0 }];
      default: this.items = this.items.filter((item) => item.name !== name); return [204];
    }
  }
}
