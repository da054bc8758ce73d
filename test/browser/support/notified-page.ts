import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CDPSession, expect, type Page, type Worker } from '@playwright/test';
import type { Device } from '../../support/push-service.js';

/** A notification that the browser shows. */
export interface Shown {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

interface Registration {
  readonly registrationId: string;
  readonly scopeURL: string;
}

const BROWSER = readFileSync(join(import.meta.dirname, 'notified-browser.mjs'), 'utf8');

const SHOWN = `navigator.serviceWorker.ready
  .then((worker) => worker.getNotifications())
  .then((all) => all.map(({ tag, title, body }) => ({ tag, title, body })))`;

/** Only a finger may focus or open a window, so it is noted that the worker asked to. */
const pressing = (tag: string): string => `(async () => {
  const noted = { opened: [], focused: false };
  WindowClient.prototype.focus = async function () {
    noted.focused = true;
    return this;
  };
  Object.getPrototypeOf(clients).openWindow = async (url) => void noted.opened.push(url);
  const [notification] = await registration.getNotifications({ tag: ${JSON.stringify(tag)} });
  const work = [];
  const event = Object.assign(new ExtendableEvent('notificationclick'), {
    notification,
    waitUntil: (promise) => work.push(promise),
  });
  dispatchEvent(event);
  await Promise.all(work);
  return noted;
})()`;

/**
 * A page whose browser may be notified. The push service is one on this machine: the page subscribes at it, and what it takes is
 * handed to the service worker by the tools of the browser.
 */
export class NotifiedPage {
  private readonly registrations: Registration[] = [];
  private handedOn = 0;

  private constructor(
    readonly page: Page,
    private readonly device: Device,
    private readonly tools: CDPSession,
  ) {}

  static async of(page: Page, device: Device): Promise<NotifiedPage> {
    const context = page.context();
    await context.grantPermissions(['notifications']);
    await context.addInitScript(`self.testSubscription = ${JSON.stringify(device.subscription)};\n${BROWSER}`);
    const notified = new NotifiedPage(page, device, await context.newCDPSession(page));
    notified.tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
      notified.registrations.push(...registrations),
    );
    await notified.tools.send('ServiceWorker.enable');
    return notified;
  }

  /** Until the next push was taken by the push service, and the browser was handed it. */
  async next(): Promise<void> {
    const place = this.handedOn++;
    await expect.poll(() => this.device.received.length, { timeout: 30_000 }).toBeGreaterThan(place);
    await this.deliver(JSON.stringify(this.device.received[place]?.shown));
  }

  /** The browser is handed this. */
  async deliver(data: string): Promise<void> {
    const { origin } = new URL(this.page.url());
    await this.worker();
    await expect.poll(() => this.registrationAt(origin)).toBeDefined();
    const registrationId = this.registrationAt(origin)?.registrationId ?? '';
    await this.tools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  }

  /** What the browser shows now. */
  shown(): Promise<Shown[]> {
    return this.page.evaluate<Shown[]>(SHOWN);
  }

  /** Somebody looks at another page. Until then the browser of a test takes every page for the one that is looked at. */
  async lookAway(): Promise<void> {
    const other = await this.page.context().newPage();
    await other.bringToFront();
    await this.tools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  }

  /** Somebody presses a notification: what the worker opened, and whether it brought a page to the front. */
  async press(tag: string): Promise<{ readonly opened: string[]; readonly focused: boolean }> {
    const worker = await this.worker();
    return worker.evaluate<{ opened: string[]; focused: boolean }>(pressing(tag));
  }

  /** The tools keep it running, so what it lacks is given to it once. */
  private async worker(): Promise<Worker> {
    const all = () =>
      this.page
        .context()
        .serviceWorkers()
        .filter((one) => one.url().endsWith('/service-worker.js'));
    await expect.poll(() => all().length, { timeout: 45_000 }).toBeGreaterThan(0);
    const [worker] = all().slice(-1);
    if (!worker) throw new Error('There is no service worker.');
    await worker.evaluate(BROWSER);
    return worker;
  }

  private registrationAt(origin: string): Registration | undefined {
    return this.registrations.findLast(({ scopeURL }) => scopeURL.startsWith(origin));
  }
}
