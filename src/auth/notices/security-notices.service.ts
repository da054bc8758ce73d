import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Mailer } from '../../core/mail/mailer.js';
import type { Principal } from '../../core/security/principal.js';
import { PersonalData } from '../../users/personal-data.js';
import type { SecurityNoticeDto } from './dto/security-notices.dto.js';
import { Sealing } from '../tokens/sealing.js';
import { MailNotice } from './mail-notice.js';
import { isMailed, type NoticeKind } from './notice-kind.js';
import type { SecurityNotice } from './security-notice.entity.js';
import { SecurityNoticesRepository } from './security-notices.repository.js';

/** More than anybody reads; the oldest of them are in the log of the console. */
const SHOWN = 20;

const DAY_MS = 24 * 60 * 60 * 1_000;

const BY_AN_ADMINISTRATOR = { ip: '', userAgent: '' };

/** What happened, to whose account, and from where. */
export interface NewNotice {
  readonly kind: NoticeKind;
  readonly userId: string;
  /** The session that did it, if it is theirs. */
  readonly sessionId?: string;
  /** Where they were; left out where an administrator did it, who is nobody's business. */
  readonly client?: Pick<ClientInfo, 'ip' | 'userAgent'>;
  /** How many recovery codes are left. */
  readonly remaining?: number;
  /** An address that the account had until now: whoever reads there is told as well. */
  readonly formerEmail?: string;
  /** What a moderator writes to them. */
  readonly note?: string;
}

/**
 * Tells people what happened to their account that they should know of: by mail, where the server sends any, and on their
 * devices until they have seen it.
 */
@Injectable()
export class SecurityNotices implements OnModuleInit {
  constructor(
    private readonly notices: SecurityNoticesRepository,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
    private readonly sealing: Sealing,
    private readonly personalData: PersonalData,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.notices.deleteOf(tx, userId));
  }

  /**
   * Belongs into the transaction of what happened. Of a device that is told once a day: a program that signs in anew each time
   * has one line, not a hundred.
   */
  async tell(tx: Tx, { client = BY_AN_ADMINISTRATOR, formerEmail, ...told }: NewNotice): Promise<void> {
    const { kind, userId, sessionId = null, remaining = null, note = '' } = told;
    const { ip, userAgent } = client;
    const at = new Date();
    const about = { userId, kind, at, sessionId, ip, userAgent, remaining, note };
    const notice = { id: newId(), ...about, seenAt: null };
    const dayBefore = new Date(at.getTime() - DAY_MS);
    if (kind === 'device_new' && (await this.notices.isTold(tx, notice, dayBefore))) return;
    await this.notices.insert(tx, notice);
    if (!this.mailer.isOn || !isMailed(kind)) return;
    await this.jobs.enqueue(tx, MailNotice, { id: notice.id });
    // A job of its own: that address may be out of order, and what the other one took is not sent again.
    if (formerEmail !== undefined)
      await this.jobs.enqueue(tx, MailNotice, {
        id: notice.id,
        formerEmail: this.sealing.seal(formerEmail, notice.id),
      });
  }

  /** What this person has not seen, the newest first; not what they did in the session that asks. */
  async unseen({ userId, sessionId }: Principal): Promise<SecurityNoticeDto[]> {
    return (await this.notices.unseen(userId, sessionId, SHOWN)).map(noticeDto);
  }

  /** On all devices of the person, up to and with this moment. */
  markSeen({ userId }: Principal, until: Date): Promise<void> {
    return this.notices.markSeen(userId, until, new Date());
  }
}

function noticeDto({ id, kind, at, ip, userAgent, remaining, note }: SecurityNotice): SecurityNoticeDto {
  return { id, kind, at, ip, userAgent, remaining, note };
}
