// What an administrator does with the console, step by step.
const SIZES = [
  { width: 1280, height: 1024 },
  { width: 1680, height: 1050 },
];
const THEMES = ['light', 'dark'];

export const PAGES = [
  { name: 'overview', path: '/', shows: 'Overview' },
  { name: 'live-calls', path: '/calls', shows: 'Live calls' },
  { name: 'registrations', path: '/registrations', shows: 'Registrations' },
  { name: 'turn', path: '/turn', shows: 'TURN server' },
  { name: 'history', path: '/history', shows: 'Call history' },
  { name: 'alarms', path: '/alarms', shows: 'Alarms' },
  { name: 'status', path: '/status', shows: 'System status' },
  { name: 'settings-sip', path: '/settings/sip', shows: 'SIP settings' },
  { name: 'settings-media', path: '/settings/media', shows: 'Media settings' },
  { name: 'settings-turn', path: '/settings/turn', shows: 'TURN settings' },
  { name: 'settings-capacity', path: '/settings/capacity', shows: 'Capacity settings' },
  { name: 'settings-management', path: '/settings/management', shows: 'Management settings' },
  { name: 'settings-review', path: '/settings/review', shows: 'Review of the edits' },
  { name: 'revisions', path: '/revisions', shows: 'Settings revisions' },
  { name: 'network', path: '/network', shows: 'Network' },
  { name: 'time', path: '/time', shows: 'Time' },
  { name: 'firewall', path: '/firewall', shows: 'Firewall' },
  { name: 'adapters', path: '/adapters', shows: 'Network adapters' },
  { name: 'upgrade', path: '/upgrade', shows: 'Upgrade' },
  { name: 'power', path: '/power', shows: 'Power' },
  { name: 'backups', path: '/backups', shows: 'Backup' },
  { name: 'users', path: '/users', shows: 'Users' },
  { name: 'tokens', path: '/tokens', shows: 'API tokens' },
  { name: 'audit', path: '/audit', shows: 'Audit' },
];

function step(text) {
  console.log(`  ${text}`);
}

export async function walk({ browser, system, username, newPassword, out }) {
  const { page } = browser;
  const heading = (name) => page.getByRole('heading', { name, level: 1 });

  await browser.open(system.url);
  await heading('Log in').waitFor();
  await browser.picture(`${out}/login-light-1280.png`);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(system.password);
  await page.getByRole('button', { name: 'Log in' }).click();

  await heading('Choose your own password').waitFor();
  await browser.picture(`${out}/password-light-1280.png`);
  await page.getByLabel('Current password').fill(system.password);
  await page.getByLabel('New password', { exact: true }).fill(newPassword);
  await page.getByLabel('New password again').fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  await heading('Overview').waitFor();
  step('logged in and changed the password');

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Live calls/ }).click();
  await heading('Live calls').waitFor();
  const rows = page.locator('tbody[data-call]:not(.ended)');
  await page.getByText('No call is in progress').or(rows.first()).first().waitFor();
  const before = await idsOf(rows);
  await system.placeCall();
  const id = await newId(rows, before);
  const row = page.locator(`tbody[data-call="${id}"]`);
  await row.getByText('Connected').waitFor();
  step('saw a live call appear');

  await row.getByRole('button', { name: 'Details' }).click();
  await row.getByRole('grid', { name: 'Streams' }).or(row.getByText('No media was agreed')).first().waitFor();
  await browser.picture(`${out}/live-call-open-light-1280.png`);
  await assertFits(browser, 'live call opened');

  await row.getByRole('link', { name: 'Ladder' }).click();
  const messages = page.getByRole('listbox', { name: 'Messages of the call' });
  await messages.getByRole('option', { name: /INVITE from the caller/ }).first().waitFor();
  await messages.getByRole('option', { name: /200 .* to the caller/ }).first().click();
  await page.getByRole('region', { name: 'Chosen message' }).getByText('SIP/2.0 200').first().waitFor();
  await pictures(browser, `${out}/live-call`);
  step('opened its ladder and read a message');

  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click();
  await page.getByText('This call is over').waitFor();
  await messages.getByRole('option', { name: /BYE to the called party/ }).first().waitFor();
  await page.getByRole('link', { name: 'See it in the history' }).click();
  await page.waitForURL(`**/#/history/${id}`);
  await page.getByText('Disconnected', { exact: true }).first().waitFor();
  await page.getByRole('option', { name: /BYE to the called party/ }).first().waitFor();
  await pictures(browser, `${out}/past-call`);
  step('hung it up and saw it in the history');

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Call history' }).click();
  await heading('Call history').waitFor();
  await page.locator(`a[href="#/history/${id}"]`).waitFor();

  await changeASetting(page, heading, out, browser);
  if (system.hasMachine) {
    await changeTheNetwork(page, heading, out, browser);
    await lookAtTheAdapters(page, heading, out, browser);
    await askForARestart(page, heading, out, browser);
    await upgradeTheMachine(page, heading, out, browser);
    await backUpByThePlan(page, heading, out, browser);
    await lookAtTheTurnServer(page, heading, out, browser);
  } else {
    await missTheMachine(page, heading);
  }

  await makeABackup(page, heading, out, browser);

  for (const { name, path, shows } of PAGES) {
    await page.goto(`${system.url}/#${path}`);
    await heading(shows).waitFor();
    await page.locator('.pf-v6-c-skeleton').waitFor({ state: 'detached' });
    await pictures(browser, `${out}/${name}`);
  }
  step(`looked at ${PAGES.length} pages in ${SIZES.length} sizes and ${THEMES.length} themes`);

  await page.getByRole('button', { name: username }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await heading('Log in').waitFor();
  step('logged out');
}

/** One listener is not reached from outside, another one has a certificate that browsers refuse; an allocation is ended. */
async function lookAtTheTurnServer(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/turn`);
  await heading('TURN server').waitFor();
  await page.getByRole('button', { name: 'Test it' }).click();
  await page.getByText('does not answer').waitFor();
  await page.getByText('browsers refuse this one').waitFor();
  await pictures(browser, `${out}/turn-tested`);
  await assertFits(browser, 'the self-test of TURN');
  const row = page.locator('tr', { hasText: 'jonas' });
  await row.getByRole('button', { name: 'End' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End allocation' }).click();
  await row.waitFor({ state: 'detached' });
  step('tested the TURN server and ended an allocation');
}

/** The last backup could not be sent; another one is. */
async function backUpByThePlan(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/backups`);
  await heading('Backup').waitFor();
  const trouble = page.getByText('The last backup is not at its target');
  await trouble.waitFor();
  await pictures(browser, `${out}/backup-not-sent`);
  await assertFits(browser, 'a backup that was not sent');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await trouble.waitFor({ state: 'detached' });
  await page.getByText('auto-sallyport-20261127T143000Z.backup').waitFor();
  step('saw why a backup was not sent and made another');
}

/** A backup is made and opened, and what it would change is seen; nothing is restored. */
async function makeABackup(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/backups`);
  await heading('Backup').waitFor();
  await page.getByRole('button', { name: 'Make a backup' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#passphrase').fill('four words in a row');
  await dialog.getByLabel('Passphrase again').fill('four words in a row');
  await browser.picture(`${out}/backup-new-light-1280.png`);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.locator('tbody tr').first();
  await row.getByRole('button', { name: 'Restore' }).click();
  await dialog.getByLabel('Passphrase').fill('four words in a row');
  await dialog.getByRole('button', { name: 'See what it would change' }).click();
  await dialog.getByRole('heading', { name: 'Settings' }).waitFor();
  await pictures(browser, `${out}/backup-preview`);
  await assertFits(browser, 'the preview of a backup');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  step('made a backup and saw what it would change');
}

/** A package comes in by a file, is installed at once, and the other version runs. */
async function upgradeTheMachine(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/upgrade`);
  await heading('Upgrade').waitFor();
  await pictures(browser, `${out}/upgrade-packages`);
  await page.locator('input[type=file]').setInputFiles({ name: 'sallyport-0.2.0-centos-10.upg', mimeType: 'application/octet-stream', buffer: Buffer.alloc(20_000_000) });
  await page.getByRole('button', { name: 'Install' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('calls are in progress').waitFor();
  await browser.picture(`${out}/upgrade-install-light-1280.png`);
  await dialog.getByRole('button', { name: 'Install' }).click();
  await page.getByText('Waiting for').waitFor();
  await pictures(browser, `${out}/upgrade-waiting`);
  await assertFits(browser, 'an upgrade under way');
  await page.getByRole('button', { name: 'Change over' }).click();
  await dialog.getByLabel('Change over').selectOption('AT_ONCE');
  await dialog.getByRole('button', { name: 'Change over' }).click();
  await page.getByRole('heading', { name: /^Last upgrade: 0.1.0 to 0.2.0/ }).waitFor();
  await page.getByRole('button', { name: 'Go back to 0.1.0' }).waitFor();
  await pictures(browser, `${out}/upgrade-done`);
  await page.getByRole('row', { name: /0.0.9.*Returned/ }).getByRole('button', { name: 'Log' }).click();
  await page.getByRole('dialog').getByText('Slot b is made anew').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  step('upgraded the machine and saw its history');
}

/** A wrong value is told at its field; a right one is committed on trial and confirmed. */
async function changeASetting(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/settings/capacity`);
  await heading('Capacity settings').waitFor();
  const field = page.getByLabel('Max calls', { exact: true });
  await field.fill('1000000000');
  await page.getByRole('button', { name: 'Check and keep' }).click();
  await page.locator('.field__problem').first().waitFor();
  await browser.picture(`${out}/settings-problem-light-1280.png`);
  await field.fill('321');
  await page.getByRole('button', { name: 'Review and commit' }).click();
  await heading('Review of the edits').waitFor();
  await page.getByText('capacity.max-calls').waitFor();
  await page.getByRole('textbox', { name: 'Comment' }).fill('Browser test');
  await browser.picture(`${out}/settings-commit-light-1280.png`);
  await page.getByRole('button', { name: 'Commit' }).click();
  await heading('Settings revisions').waitFor();
  await page.getByRole('button', { name: 'Keep', exact: true }).waitFor();
  await browser.picture(`${out}/settings-trial-light-1280.png`);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('button', { name: 'Keep', exact: true }).waitFor({ state: 'detached' });
  await page.getByText('In force').first().waitFor();
  step('committed a setting on trial and confirmed it');
}

/** A wrong address is told at its field; a right one is tried out, taken back, tried out again and kept. */
async function changeTheNetwork(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/network`);
  await heading('Network').waitFor();
  const second = page.getByRole('group', { name: 'Interface eth1' });
  const address = second.getByLabel('IPv4 address');
  const original = await address.inputValue();
  await address.fill('10.20.0.300/16');
  await page.getByRole('button', { name: 'Check and keep' }).click();
  await second.getByRole('alert').waitFor();
  await browser.picture(`${out}/network-problem-light-1280.png`);
  for (const [verb, left] of [['Go back now', original], ['Keep', '10.20.0.11/16']]) {
    await address.fill('10.20.0.11/16');
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('network.interfaces').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('Browser test');
    await dialog.getByText('This page may stop answering').waitFor();
    await pictures(browser, `${out}/network-apply`);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('The machine has taken over the change').waitFor();
    await pictures(browser, `${out}/network-trial`);
    await page.getByRole('button', { name: verb, exact: true }).click();
    await page.getByRole('button', { name: verb, exact: true }).waitFor({ state: 'detached' });
    await page.waitForFunction(([id, wanted]) => document.getElementById(id)?.value === wanted, ['setting-network.interfaces[1].ipv4', left]);
  }
  step('tried the network out, took it back, tried it again and kept it');
}

/** Where nobody looks after the machine, its pages say so. */
async function missTheMachine(page, heading) {
  for (const name of ['Network', 'Time', 'Firewall', 'Network adapters', 'Upgrade', 'Power']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
    await heading(name).waitFor();
    await page.getByText('Nobody looks after this machine').waitFor();
  }
  step('was told on six pages that nobody looks after the machine');
}

async function lookAtTheAdapters(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/adapters`);
  await heading('Network adapters').waitFor();
  await page.getByRole('button', { name: 'Detect a cable' }).click();
  await page.getByText('Plug the cable in').waitFor();
  await page.getByText(/The cable is in eth/).waitFor();
  await page.getByRole('row', { name: /eth0/ }).getByRole('button', { name: 'Name' }).click();
  await page.getByRole('dialog').getByLabel('Name').selectOption('eth1');
  await browser.picture(`${out}/adapters-exchange-light-1280.png`);
  await page.getByRole('dialog').getByRole('button', { name: 'Exchange' }).click();
  await page.getByText('the names change when the machine starts anew').waitFor();
  await page.getByRole('button', { name: 'The order is right' }).click();
  await page.getByRole('button', { name: 'The order is right' }).waitFor({ state: 'detached' });
  step('found a cable, exchanged two adapters and confirmed their order');
}

async function askForARestart(page, heading, out, browser) {
  await page.goto(`${new URL(page.url()).origin}/#/power`);
  await heading('Power').waitFor();
  await page.getByRole('button', { name: 'Restart' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Browser test');
  await browser.picture(`${out}/power-restart-light-1280.png`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  step('was asked before a restart, and cancelled it');
}

async function idsOf(rows) {
  return new Set(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-call'))));
}

/** Waits for a row that was not there before. */
async function newId(rows, before) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const id = [...(await idsOf(rows))].find((candidate) => !before.has(candidate));
    if (id !== undefined) return id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no live call appeared within 30 s');
}

async function pictures(browser, path) {
  for (const size of SIZES) {
    await browser.page.setViewportSize(size);
    for (const theme of THEMES) {
      await browser.page.emulateMedia({ colorScheme: theme });
      await browser.picture(`${path}-${theme}-${size.width}.png`);
    }
    await assertFits(browser, `${path} at ${size.width}`);
  }
  await browser.page.setViewportSize(SIZES[0]);
  await browser.page.emulateMedia({ colorScheme: 'light' });
}

async function assertFits(browser, what) {
  const overflow = await browser.overflow();
  if (overflow > 0) throw new Error(`${what} is ${overflow} pixels wider than the window`);
}
