import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer from 'nodemailer';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { isLoopback } from '../http/address.js';
import { ORGANISATION_NAME } from '../organisation/organisation-name.js';
import { OrganisationSettings } from '../organisation/organisation-settings.js';
import type { Mail } from './mail.js';
import { renderMail } from './render-mail.js';

/** Why nothing can be mailed. */
export type MailOff = 'no_server' | 'no_public_url';

/** The mail server refused this mail for good: trying again would change nothing. `cause` is its answer, which may name people. */
export class MailRefused extends Error {
  /** The code that it answered; undefined where it was not asked. */
  readonly answer: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly answer?: number } = {}) {
    super(message, options);
    this.answer = options.answer;
  }
}

const CONNECTED_WITHIN_MS = 10_000;
const QUIET_FOR_MS = 20_000;

/**
 * Hands mails to the server of SMTP_URL. Called from jobs, never while somebody waits for something else; one who tests it
 * waits for at most half a minute.
 */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly log = new Logger(Mailer.name);
  private readonly transport;
  private sentAt: Date | undefined;
  private failedAt: Date | undefined;

  constructor(
    private readonly organisation: OrganisationSettings,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'smtpUrl' | 'mailFrom' | 'publicUrl'>,
  ) {
    this.transport = settings.smtpUrl === undefined ? undefined : transportTo(new URL(settings.smtpUrl));
  }

  /** Undefined where mail can be sent. */
  get off(): MailOff | undefined {
    if (!this.transport) return 'no_server';
    // Links never begin with what a request says of itself.
    return this.settings.publicUrl === undefined ? 'no_public_url' : undefined;
  }

  get isOn(): boolean {
    return this.off === undefined;
  }

  /** When the mail server last took a mail of this node. */
  get lastSentAt(): Date | undefined {
    return this.sentAt;
  }

  /** When a mail of this node last failed by no fault of its own: what the server refuses is not counted. */
  get lastFailedAt(): Date | undefined {
    return this.failedAt;
  }

  /** The address of a page, for a link in a mail. */
  link(path: string): string {
    return `${this.settings.publicUrl ?? ''}${path}`;
  }

  /** Whose server this is, as mails name it. */
  async senderName(): Promise<string> {
    return (await this.organisation.get(ORGANISATION_NAME)) ?? 'Parley';
  }

  /** Like `send`, for jobs: false where the mail server will never take it, which is logged without saying whose mail it was. */
  async deliver(mail: Mail): Promise<boolean> {
    try {
      await this.send(mail);
      return true;
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      this.log.warn(`The mail server refused a mail: ${error.message}`);
      return false;
    }
  }

  /** Resolves when the mail server took it. Throws MailRefused where it never will; any other failure may pass. */
  async send(mail: Mail): Promise<void> {
    if (!this.transport || !this.isOn) throw new MailRefused('mail is off');
    const sender = await this.senderName();
    try {
      await this.transport.sendMail({
        ...renderMail(sender, mail),
        from: { name: sender, address: this.fromAddress() },
        to: mail.to,
        headers: { ...ALWAYS, ...unsubscribeHeaders(mail) },
      });
      this.sentAt = new Date();
    } catch (error) {
      if (!isFinal(error)) this.failedAt = new Date();
      throw isFinal(error)
        ? new MailRefused(`it answered ${error.responseCode}`, { cause: error, answer: error.responseCode })
        : error;
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private fromAddress(): string {
    return this.settings.mailFrom ?? `parley@${new URL(this.link('/')).hostname}`;
  }
}

const ALWAYS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** As RFC 8058 has it: mail programs show a button that posts. */
function unsubscribeHeaders({ unsubscribe }: Mail): Record<string, string> {
  if (!unsubscribe) return {};
  return { 'List-Unsubscribe': `<${unsubscribe.oneClickUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function transportTo({ protocol, hostname, port, username, password }: URL) {
  const isImplicit = protocol === 'smtps:';
  // Nobody between two programs of one machine reads along, and what such a server offers is seldom signed by anybody.
  const isHere = !isImplicit && isThisMachine(hostname);
  return nodemailer.createTransport({
    pool: true,
    maxConnections: 2,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isImplicit ? 465 : isHere ? 25 : 587),
    secure: isImplicit,
    requireTLS: !isHere,
    ignoreTLS: isHere,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: CONNECTED_WITHIN_MS,
    greetingTimeout: CONNECTED_WITHIN_MS,
    socketTimeout: QUIET_FOR_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** Of a sender or recipient, or of what is in the mail; a password that is wrong is mended by an operator. */
function isFinal(error: unknown): error is { readonly responseCode: number } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && Number(responseCode) >= 500;
}
