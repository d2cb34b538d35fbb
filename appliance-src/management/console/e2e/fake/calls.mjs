// Calls that never happened, with figures that real ones could have.
import { randomBytes } from 'node:crypto';

export const newId = () => randomBytes(16).toString('hex');

const PARTIES = [
  ['sip:boardroom@hq.example.com', 'Board room', 'RealPresence Group 500/6.2'],
  ['sip:maria.keller@partner.example.org', 'Maria Keller', 'Linphone Desktop/5.2.4'],
  ['sip:4711@vc.example.net;user=phone', null, 'TANDBERG/518 (TC7.3.21)'],
  ['sip:lecture-hall-2@uni.example.edu', 'Lecture hall 2', 'PolycomRealPresenceTrio/7.2'],
  ['sip:jonas@198.51.100.23', 'Jonas', 'baresip v3.1.0 (x86_64/Linux)'],
  ['sip:telemedicine-ward-7-camera-system-north@clinic.example.com', 'Telemedicine ward 7, camera system north', null],
];
const INSIDE = [
  ['sip:vmr-1001@sallyport.example.com', 'Weekly planning', 'DMA/10.0.2'],
  ['sip:1002@sallyport.example.com', null, 'DMA/10.0.2'],
  ['sip:helpdesk@sallyport.example.com', 'Help desk', 'Asterisk PBX 20.5'],
];

const flow = (bits, seconds, lost, rtt) => ({
  packets: Math.round((bits / 8 / 1100) * seconds),
  octets: Math.round((bits / 8) * seconds),
  lost,
  jitterMillis: 1.2 + (bits % 7) / 2,
  roundTripMillis: rtt,
  bitsPerSecond: bits,
  discarded: lost > 40 ? 12 : 0,
});

function streams(seed, seconds, direction) {
  const secure = seed % 3 !== 0;
  const lost = seed % 4 === 2 ? Math.round(seconds * 1.4) : seed % 5;
  const outside = `203.0.113.${20 + (seed % 200)}`;
  const ends = (port, codec, bits, rtt) => [
    { side: 'EXTERNAL', localAddress: `192.0.2.10:${port}`, signalledAddress: `10.1.4.${seed % 250}:${port - 9000}`, latchedAddress: `${outside}:${port - 8000}`, codec, forwarding: { by: 'KERNEL', reason: 'both parties are learnt and their RTP is passed on as it is' }, received: flow(bits, seconds, lost, rtt) },
    { side: 'INTERNAL', localAddress: `10.20.0.10:${port + 2}`, signalledAddress: `10.20.0.50:${port - 7000}`, latchedAddress: `10.20.0.50:${port - 7000}`, codec, forwarding: { by: 'RELAY', reason: 'few packets come, or none' }, received: flow(Math.round(bits * 0.9), seconds, 0, 3.1) },
  ];
  const profile = secure ? 'RTP/SAVPF' : 'RTP/AVP';
  const all = [
    { index: 0, media: 'audio', protocol: profile, content: null, encrypted: secure, ends: ends(40000 + seed * 8, 'opus/48000/2', 64_000, 38.4) },
    { index: 1, media: 'video', protocol: profile, content: null, encrypted: secure, ends: ends(40004 + seed * 8, 'H264/90000', 1_920_000, 41.2) },
  ];
  if (seed % 2 === 0) {
    all.push({ index: 2, media: 'video', protocol: profile, content: 'slides', encrypted: secure, ends: ends(40008 + seed * 8, 'H264/90000', 410_000, 40.8) });
    all.push({ index: 3, media: 'application', protocol: 'UDP/BFCP', content: null, encrypted: false, ends: ends(40012 + seed * 8, null, 900, null) });
  }
  return direction === 'INBOUND' ? all : all.map((stream) => ({ ...stream, ends: [...stream.ends].reverse() }));
}

export function makeCall(seed, { state = 'CONNECTED', age = 60, outcome = null } = {}) {
  const [outParty, outName, outAgent] = PARTIES[seed % PARTIES.length];
  const [inParty, inName, inAgent] = INSIDE[seed % INSIDE.length];
  const direction = seed % 4 === 3 ? 'OUTBOUND' : 'INBOUND';
  const transport = ['TLS', 'TCP', 'UDP'][seed % 3];
  const outside = { side: 'EXTERNAL', party: outParty, displayName: outName, transport, localAddress: `192.0.2.10:${transport === 'TLS' ? 5061 : 5060}`, remoteAddress: `203.0.113.${20 + seed}:${50000 + seed}`, signallingId: `${newId().slice(0, 20)}@10.1.4.7`, userAgent: outAgent, held: false };
  const inside = { side: 'INTERNAL', party: inParty, displayName: inName, transport: 'TCP', localAddress: '10.20.0.10:5060', remoteAddress: '10.20.0.50:5060', signallingId: newId(), userAgent: inAgent, held: seed === 4 };
  const [caller, callee] = direction === 'INBOUND' ? [outside, inside] : [inside, outside];
  const startedAt = new Date(Date.now() - age * 1000);
  const isAnswered = state === 'CONNECTED' || (outcome !== null && ['COMPLETED', 'EXPIRED', 'DISCONNECTED'].includes(outcome.outcome));
  const lasts = outcome === null ? age : isAnswered ? 20 + ((seed * 137) % 3400) : 3 + (seed % 20);
  return {
    id: newId(),
    version: 1,
    protocol: 'SIP',
    direction,
    state,
    startedAt: startedAt.toISOString(),
    answeredAt: isAnswered ? new Date(startedAt.getTime() + 3400).toISOString() : null,
    endedAt: outcome === null ? null : new Date(startedAt.getTime() + lasts * 1000).toISOString(),
    disposition: outcome,
    caller,
    callee: outcome?.outcome === 'REFUSED' ? null : callee,
    streams: isAnswered ? streams(seed, lasts, direction) : [],
  };
}

const SDP = ['v=0', 'o=- 3978 1 IN IP4 192.0.2.10', 's=-', 'c=IN IP4 192.0.2.10', 't=0 0', 'm=audio 40000 RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'm=video 40004 RTP/SAVPF 96', 'a=rtpmap:96 H264/90000', 'a=fmtp:96 profile-level-id=42801f;packetization-mode=1', 'a=rtcp-fb:96 nack pli', ''].join('\r\n');

function message(call, summary, method, leg, withSdp) {
  const isResponse = /^\d/.test(summary);
  const first = isResponse ? `SIP/2.0 ${summary}` : `${method} ${call.callee?.party ?? 'sip:nobody@example.com'} SIP/2.0`;
  const head = [first, `Via: SIP/2.0/${leg.transport} ${leg.remoteAddress};branch=z9hG4bK${leg.signallingId.slice(0, 12)}`, 'Max-Forwards: 69', `From: ${call.caller.displayName ?? ''} <${call.caller.party}>;tag=8a31`, `To: <${call.callee?.party ?? call.caller.party}>`, `Call-ID: ${leg.signallingId}`, `CSeq: 1 ${method}`, `Contact: <sip:${leg.localAddress};transport=${leg.transport.toLowerCase()}>`, 'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, PRACK, INFO, REFER, NOTIFY', 'Supported: timer, 100rel'];
  if (withSdp) head.push('Content-Type: application/sdp');
  head.push(`Content-Length: ${withSdp ? SDP.length : 0}`, '', withSdp ? SDP : '');
  return head.join('\r\n');
}

export function ladderOf(call) {
  const start = Date.parse(call.startedAt);
  const answered = call.answeredAt === null ? null : Date.parse(call.answeredAt) - start;
  const events = [];
  const say = (at, party, sent, summary, method = 'INVITE', sdp = false) => {
    const leg = (party === 'CALLER' ? call.caller : call.callee) ?? call.caller;
    events.push({ at: new Date(start + at).toISOString(), party, sent, summary, message: message(call, summary, method, leg, sdp) });
  };
  say(0, 'CALLER', false, 'INVITE', 'INVITE', true);
  say(4, 'CALLER', true, '100 Trying');
  if (call.disposition?.outcome === 'REFUSED') {
    say(5, 'CALLER', true, '503 Service Unavailable');
    say(31, 'CALLER', false, 'ACK', 'ACK');
    return events;
  }
  say(9, 'CALLEE', true, 'INVITE', 'INVITE', true);
  say(15, 'CALLEE', false, '100 Trying');
  say(212, 'CALLEE', false, '180 Ringing');
  say(214, 'CALLER', true, '180 Ringing');
  if (call.disposition?.outcome === 'REJECTED') {
    say(2600, 'CALLEE', false, '486 Busy Here');
    say(2601, 'CALLEE', true, 'ACK', 'ACK');
    say(2603, 'CALLER', true, '486 Busy Here');
    say(2640, 'CALLER', false, 'ACK', 'ACK');
    return events;
  }
  if (answered === null) return events;
  say(answered - 6, 'CALLEE', false, '200 OK', 'INVITE', true);
  say(answered, 'CALLER', true, '200 OK', 'INVITE', true);
  say(answered + 38, 'CALLER', false, 'ACK', 'ACK');
  say(answered + 40, 'CALLEE', true, 'ACK', 'ACK');
  const until = (call.endedAt === null ? Date.now() : Date.parse(call.endedAt)) - start;
  if (until > 20_000) {
    say(15_020, 'CALLEE', false, 'INVITE', 'INVITE', true);
    say(15_024, 'CALLER', true, 'INVITE', 'INVITE', true);
    say(15_061, 'CALLER', false, '491 Request Pending');
    say(15_063, 'CALLEE', true, '491 Request Pending');
    say(15_070, 'CALLEE', false, 'ACK', 'ACK');
  }
  if (call.endedAt !== null) {
    const both = call.disposition?.outcome === 'DISCONNECTED';
    if (both) say(until - 30, 'CALLER', true, 'BYE', 'BYE');
    else say(until - 30, 'CALLER', false, 'BYE', 'BYE');
    say(until - 28, 'CALLEE', true, 'BYE', 'BYE');
    say(until - 12, 'CALLEE', false, '200 OK', 'BYE');
    if (both) say(until, 'CALLER', false, '200 OK', 'BYE');
    else say(until, 'CALLER', true, '200 OK', 'BYE');
  }
  return events;
}
