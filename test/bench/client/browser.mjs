import { chromium } from '@playwright/test';
import findChromium, { CHROMIUM_FLAGS } from '../../browser/support/find-chromium.ts';
import { watchPaint } from './watch-paint.mjs';
import { watchVitals } from './watch-vitals.mjs';

const MEGABIT = 1_000_000 / 8;

/** A slow phone on a mediocre line. */
export const SLOW = { cpu: 4, megabits: 10, roundTripMs: 40 };

/** The browser of the tests, for people who are signed in. */
export class ClientBrowser {
  static async open() {
    await findChromium();
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_EXECUTABLE, args: CHROMIUM_FLAGS });
    return new ClientBrowser(browser);
  }

  constructor(browser) {
    this.browser = browser;
  }

  /**
   * A page of somebody who signed in on an earlier visit, of which the browser kept nothing else; without credentials, of
   * somebody who was never here.
   */
  async visitor(url, credentials) {
    const localStorage = credentials ? [{ name: 'parley.session', value: 'in' }] : [];
    const storageState = { cookies: [], origins: [{ origin: url, localStorage }] };
    const viewport = { width: 1440, height: 900 };
    const context = await this.browser.newContext({ baseURL: url, locale: 'en-GB', viewport, storageState });
    await context.addInitScript(watchPaint);
    await context.addInitScript(watchVitals);
    if (!credentials) return context.newPage();
    const data = { ...credentials, delivery: 'cookie' };
    const answer = await context.request.post('/api/v1/auth/login', { data });
    if (!answer.ok()) throw new Error(await answer.text());
    return context.newPage();
  }

  close() {
    return this.browser.close();
  }
}

/** Slows the page down; without a line only its CPU. */
export async function slowDown(page, { cpu, megabits, roundTripMs }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (!megabits) return;
  const throughput = megabits * MEGABIT;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: roundTripMs },
    ...{ downloadThroughput: throughput, uploadThroughput: throughput },
  });
}
