// Chromium as the distribution ships it, and what it complains about.
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-sync', '--no-first-run'];
// The record of a call is written soon after its end; the console asks again when it asked too early.
const RECORD = /\/api\/v1\/(?:calls|history)\/[0-9a-f]{32}$/;
const PATIENCE_MILLIS = 20_000;

export class Browser {
  static async start() {
    const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
    const context = await chrome.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 1024 }, colorScheme: 'light' });
    return new Browser(chrome, await context.newPage());
  }

  constructor(chrome, page) {
    this.chrome = chrome;
    this.page = page;
    this.heard = [];
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.on('pageerror', (error) => this.heard.push(`error in the page: ${error.message}`));
    page.on('console', (message) => {
      const isEarly = RECORD.test(message.location().url) && message.text().includes('404');
      if ((message.type() === 'error' || message.type() === 'warning') && !isEarly) this.heard.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    });
    page.on('requestfailed', (request) => {
      // A page that is left behind ends its event stream and what it was reading.
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.heard.push(`request failed: ${request.url()} ${why}`);
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && this.origin !== undefined && origin !== this.origin) this.heard.push(`something loaded from elsewhere: ${request.url()}`);
    });
  }

  async open(url) {
    this.origin = new URL(url).origin;
    await this.page.goto(url);
  }

  /** Console errors, violations of the content security policy and failed requests so far. */
  complaints() {
    return this.heard;
  }

  /** How far the page is wider than the window, pixels. */
  overflow() {
    return this.page.evaluate(() => {
      const main = document.querySelector('.pf-v6-c-page__main');
      return Math.max(document.documentElement.scrollWidth - window.innerWidth, main === null ? 0 : main.scrollWidth - main.clientWidth);
    });
  }

  picture(path) {
    return this.page.screenshot({ path, animations: 'disabled' }).catch(() => undefined);
  }

  stop() {
    return this.chrome.close();
  }
}
