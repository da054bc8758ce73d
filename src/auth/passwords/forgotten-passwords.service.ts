import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { sourceOf } from '../../core/http/address.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { Mailer } from '../../core/mail/mailer.js';
import { MailIsOff } from '../auth.errors.js';
import type { ForgottenPasswordDto } from '../dto/password-link.dto.js';
import { Sealing } from '../tokens/sealing.js';
import { MailPasswordLink, TYPED_LOGIN } from './mail-password-link.js';

/** Mails with which people come back in who do not know their password. */
@Injectable()
export class ForgottenPasswords {
  constructor(
    private readonly jobs: Jobs,
    private readonly limiter: RateLimiter,
    private readonly mailer: Mailer,
    private readonly sealing: Sealing,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Looks for nobody: the job does, so that neither the answer nor its time says who has an account. Throws MailIsOff, or
   * RateLimited when one address asks for many; more for the same account are left out without a word.
   */
  async mailLink({ login, locale }: ForgottenPasswordDto, client: ClientInfo): Promise<void> {
    if (!this.mailer.isOn) throw new MailIsOff();
    this.limiter.take('mails-from', sourceOf(client.ip));
    const isWithin = this.limiter.tryTake('mails-to', login.toLowerCase());
    await this.work.run(async (tx) => {
      if (!isWithin) return;
      const asked = { login: this.sealing.seal(login, TYPED_LOGIN), ...(locale !== undefined && { locale }) };
      await this.jobs.enqueue(tx, MailPasswordLink, { ...asked, ...client });
    });
  }
}
