import http from 'node:http';
import https from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import webpush from 'web-push';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { lookUpPublic, reachOf } from './push-endpoints.js';
import { PushHosts } from './push-hosts.js';
import { PushKeys } from './push-keys.js';
import type { PushSubscription } from './push-subscription.entity.js';

/** What came of one push: the status of the answer, 0 where there was none. */
export interface PushAnswer {
  readonly status: number;
  /** Whether it was taken, may be taken later, is for a device that is gone, or never will be. */
  readonly outcome: 'sent' | 'later' | 'gone' | 'refused';
  /** Why, where the status does not say it. */
  readonly reason?: 'not_allowed' | 'unreachable';
  readonly retryAfterSeconds?: number;
}

export interface PushMessage {
  readonly payload: string;
  /** What of it a later one with the same topic replaces, while the device is not reached. */
  readonly topic: string;
  readonly isUrgent: boolean;
}

const ANSWERED_WITHIN_MS = 10_000;
/** A device that is off for longer is mailed to, or sees it when it is back. */
const KEPT_SECONDS = 24 * 60 * 60;

/**
 * Hands notifications to push services. They are encrypted for the device; a service learns when somebody is notified, not
 * of what. Only services that are known or were added are asked, at public addresses, and no redirect is followed.
 */
@Injectable()
export class PushSender {
  private readonly agent = new https.Agent({ keepAlive: true, maxSockets: 50 });
  private readonly plainAgent = new http.Agent({ keepAlive: true, maxSockets: 50 });
  /** Read each time, so that a test can be less patient. */
  answeredWithinMs = ANSWERED_WITHIN_MS;

  constructor(
    private readonly keys: PushKeys,
    private readonly hosts: PushHosts,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'publicUrl' | 'mailFrom'>,
  ) {}

  /** Never rejects for what the service or the network does. */
  async send(
    { endpoint, p256dh, auth }: Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth'>,
    { payload, topic, isUrgent }: PushMessage,
  ): Promise<PushAnswer> {
    const reach = reachOf(endpoint, await this.hosts.allowed());
    if (!reach) return { status: 0, outcome: 'refused', reason: 'not_allowed' };
    const { publicKey, privateKey } = await this.keys.get();
    const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: KEPT_SECONDS,
      urgency: isUrgent ? 'high' : 'normal',
      topic,
      vapidDetails: { subject: this.subject(), publicKey, privateKey },
    });
    try {
      return await this.post(new URL(endpoint), headers, body, reach === 'public' ? { lookup: lookUpPublic } : {});
    } catch {
      return { status: 0, outcome: 'later', reason: 'unreachable' };
    }
  }

  private post(
    url: URL,
    headers: http.OutgoingHttpHeaders,
    body: Buffer | null,
    options: https.RequestOptions,
  ): Promise<PushAnswer> {
    const isPlain = url.protocol === 'http:';
    const signal = AbortSignal.timeout(this.answeredWithinMs);
    return new Promise((resolve, reject) => {
      const request = (isPlain ? http : https).request(
        url,
        { ...options, method: 'POST', headers, signal, agent: isPlain ? this.plainAgent : this.agent },
        (response) => {
          // What it says beside the status is not read: it may be endless.
          response.destroy();
          resolve(answerOf(response));
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Whom a push service can turn to. */
  private subject(): string {
    const { publicUrl, mailFrom } = this.settings;
    if (publicUrl?.startsWith('https:')) return publicUrl;
    return `mailto:${mailFrom ?? 'parley@localhost.localdomain'}`;
  }
}

function answerOf({ statusCode: status = 0, headers }: http.IncomingMessage): PushAnswer {
  if (status >= 200 && status < 300) return { status, outcome: 'sent' };
  if (status === 404 || status === 410) return { status, outcome: 'gone' };
  if (status !== 429 && status < 500) return { status, outcome: 'refused' };
  const retryAfterSeconds = secondsUntil(headers['retry-after']);
  return { status, outcome: 'later', ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** `Retry-After` is a number of seconds or a date. */
function secondsUntil(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
