/** The sections of the settings that have a form, in their order, with what is in them. */
export const SECTIONS: Readonly<Record<string, string>> = {
  sip: 'Listeners, the call server, certificates of peers, and the timers of calls.',
  media: 'Addresses and ports of the media relay.',
  turn: 'Listeners of the STUN and TURN server, who may use it, whom they may reach, and limits.',
  capacity: 'Limits that protect the system.',
  management: 'Sessions, lockout and how long calls are kept.',
};
