import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import { eventually } from './eventually.js';

/** A job is begun a few seconds late where another node took it, or it is tried again. */
const WITHIN_MS = 15_000;

/** A real mail server on this machine that keeps what it takes. */
export class MailServer {
  /** Whom it answers with which code instead of taking their mail. */
  readonly refused = new Map<string, number>();
  private readonly taken: ParsedMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => {
      const code = this.refused.get(address);
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        this.taken.push(mail);
        done();
      }, done);
    },
  });

  static async start(): Promise<MailServer> {
    const mails = new MailServer();
    mails.server.listen(0, '127.0.0.1');
    await once(mails.server.server, 'listening');
    return mails;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The mails to an address, the oldest first. */
  to(address: string): ParsedMail[] {
    return this.taken.filter(({ to }) =>
      [to].flat().some((field) => field?.value.some((one) => one.address === address)),
    );
  }

  /** The first mail to an address, or the one of that number, once it is there. */
  async next(address: string, count = 1): Promise<ParsedMail> {
    return eventually(() => {
      const mail = this.to(address)[count - 1];
      if (!mail) throw new Error(`There is no mail ${count} to ${address}.`);
      return mail;
    }, WITHIN_MS);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** The links in the text of a mail. */
export function linksIn({ text = '' }: ParsedMail): URL[] {
  return [...text.matchAll(/https?:\S+/g)].map(([address]) => new URL(address));
}
