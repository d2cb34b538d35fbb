// The machine part of the fake system: interfaces that follow the settings, a packet filter, adapters and power.
const nic = (index, { witness, reason, carrier = 'UP', label = null, slot }) => ({
  name: `eth${index}`,
  nextName: `eth${index}`,
  mac: `00:50:56:9a:4c:0${index + 1}`,
  driver: 'vmxnet3',
  path: `pci/0000:${['03', '0b', '13'][index]}:00.0`,
  slot,
  label,
  witness,
  reason,
  line: { carrier, speedMegabits: carrier === 'UP' ? 10_000 : null, timesUp: 1 },
});
const opening = (services, interfaces, protocol, ports, guardedAs = 'PEERS', from = []) => ({ services, interfaces, protocol, ports, from, guardedAs });
const ZONES = new Set(Intl.supportedValuesOf('timeZone').concat('UTC'));
const FIXED = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/\d{1,2}$/;

/** What is wrong with the section `network` of a document. */
export function networkProblems({ network }) {
  const problems = [];
  network.interfaces.forEach((one, index) => {
    const at = `network.interfaces[${index}]`;
    const octets = FIXED.exec(one.ipv4)?.slice(1, 5).map(Number);
    if (!['dhcp', 'none'].includes(one.ipv4) && (octets === undefined || octets.some((octet) => octet > 255))) problems.push({ path: `${at}.ipv4`, value: one.ipv4, detail: 'It is no address with prefix.', remedy: 'Give one such as 192.0.2.10/24, or dhcp or none.' });
    if (one.roles.length === 0) problems.push({ path: `${at}.roles`, value: '[]', detail: 'It has no role.', remedy: 'Choose what it is for, or leave the interface unused.' });
  });
  if (!ZONES.has(network['time-zone'])) problems.push({ path: 'network.time-zone', value: network['time-zone'], detail: 'It is no time zone.', remedy: 'Give one such as Europe/Berlin.' });
  return problems;
}

export class FakeMachine {
  constructor({ Refusal, settings }) {
    this.Refusal = Refusal;
    this.settings = settings;
    this.bootedAt = new Date(Date.now() - 271_000_000).toISOString();
    this.confirmed = false;
    this.orders = [];
    this.nics = [
      nic(0, { witness: 'VMWARE_SLOT', reason: 'PCI slot 160, the first of the adapters', slot: '160', label: 'Ethernet0' }),
      nic(1, { witness: 'VMWARE_SLOT', reason: 'PCI slot 192, the second of the adapters', slot: '192', label: 'Ethernet1' }),
      nic(2, { witness: 'MAC_ORDER', reason: 'hardware address 00:50:56:9a:4c:03', slot: '224', carrier: 'DOWN' }),
    ];
  }

  /** How the machine stands to the settings; it takes over at once what is committed. */
  state() {
    const { network } = this.settings.inForce();
    const revision = this.settings.newest();
    const isTrial = revision.state === 'TRIAL';
    return {
      following: isTrial ? 'TRIAL' : 'IN_STEP',
      detail: null,
      settingsRevision: revision.number,
      trial: isTrial ? { revision: revision.number, confirmBy: revision.confirmBy, operation: null } : null,
      notes: isTrial ? ['eth2 did not come up: no cable.'] : [],
      machine: {
        hostname: network.hostname,
        version: '0.1.0',
        bootedAt: this.bootedAt,
        timeSynchronised: true,
        interfaces: this.nics.map(({ name, mac, line }) => {
          const used = network.interfaces.find((one) => one.name === name);
          return { name, roles: used?.roles ?? [], macAddress: mac, up: line.carrier === 'UP', mtu: 1500, addresses: used === undefined || !used.ipv4.includes('/') ? [] : [used.ipv4, 'fe80::250:56ff:fe9a:4c01/64'] };
        }),
      },
    };
  }

  firewall() {
    return {
      openings: [
        opening(['SIP external-udp'], ['eth0'], 'UDP', '5060'),
        opening(['SIP external-tls'], ['eth0'], 'TCP', '5061'),
        opening(['SIP internal-tcp'], ['eth1'], 'TCP', '5060'),
        opening(['media external'], ['eth0'], 'UDP', '40000-49999'),
        opening(['media external'], ['eth0'], 'TCP', '40000-49999'),
        opening(['media internal'], ['eth1'], 'UDP', '50000-59999'),
        opening(['media internal'], ['eth1'], 'TCP', '50000-59999'),
        opening(['console and API'], ['eth1'], 'TCP', '8443', 'ADMINISTRATORS', ['10.20.0.0/16']),
      ],
      dropped: { spoofed: 0, invalid: 41, 'too-many-connections': 12, 'too-many-pings': 0, 'not-an-administrator': 3, broadcast: 8127, 'no-service': 20_944, forwarded: 0 },
      ruleset: ['#!/usr/sbin/nft -f', 'table inet sallyport {', '    chain input {', '        type filter hook input priority filter; policy drop;', '        iifname "lo" accept', '    }', '}'],
    };
  }

  list() {
    const findings = this.confirmed ? [] : [{ kind: 'UNVERIFIED', severity: 'WARNING', text: 'The place of eth2 is a guess: nothing but its hardware address speaks for it.', remedy: 'Let its light blink or plug its cable, then say that the order is right.' }];
    return { machine: 'VMware, Inc. VMware7,1 on VMware', confirmed: this.confirmed, adapters: this.nics, unused: [{ name: 'usb0', mac: '-', reason: 'a USB adapter' }], missing: [], findings };
  }

  swap({ one, other }) {
    for (const adapter of this.nics) {
      const name = adapter.nextName === one ? other : adapter.nextName === other ? one : adapter.nextName;
      Object.assign(adapter, { nextName: name, witness: 'PINNED', reason: 'an administrator said so' });
    }
    return [200, { restartNeeded: true }];
  }

  answer(method, path, body) {
    switch (`${method} ${path}`) {
      case 'GET /network': return [200, this.state()];
      case 'POST /network/check': {
        const { problems, changes } = this.settings.candidate();
        return [200, { problems, files: problems.length > 0 || changes.length === 0 ? [] : ['/etc/NetworkManager/system-connections/sallyport-eth1.nmconnection', '/etc/nftables.conf'], confirmationNeeded: changes.some(({ path: changed }) => /^network\.(interfaces|routes|firewall)/.test(changed)) }];
      }
      case 'GET /network/firewall': return [200, this.firewall()];
      case 'GET /nics': return [200, this.list()];
      case 'GET /nics/report': return [200, { lines: ['Network adapter report'] }];
      case 'POST /nics/detection': setTimeout(() => Object.assign(this.nics[2].line, { carrier: 'UP', speedMegabits: 1000, timesUp: 2 }), 1500); return [204];
      case 'POST /nics/swap': return this.swap(body);
      case 'POST /nics/confirm': this.confirmed = true; return [204];
      case 'POST /power/reboot':
      case 'POST /power/shutdown': this.orders.push([path, body.reason]); return [202];
      default:
    }
    if (path.endsWith('/blink')) throw new this.Refusal(422, 'Invalid input', 'It cannot blink: Operation not supported. Virtual adapters have no light; plug the cable instead.');
    if (method === 'PUT') return [200, { restartNeeded: false }];
    throw new this.Refusal(404, 'Not found', `There is nothing at ${path}.`);
  }
}
