import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { Accounts } from '../../users/accounts.js';
import { ChallengesRepository } from '../challenges/challenges.repository.js';
import { Sessions } from '../sessions/sessions.service.js';
import { PasswordLinksRepository } from './password-links.repository.js';

/** What follows whenever an account gets another password: what rested on the old one ends. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: PasswordLinksRepository,
    private readonly challenges: ChallengesRepository,
    private readonly sessions: Sessions,
  ) {}

  /** All sessions end but the one named, and so does a link that was not used. */
  async replace(tx: Tx, userId: string, passwordHash: string, exceptSessionId?: string): Promise<void> {
    await this.accounts.setPassword(tx, userId, passwordHash);
    await this.links.deleteOf(tx, userId);
    // Whoever knew the old one has not come in with it.
    await this.challenges.deleteOf(tx, userId);
    await this.sessions.endAll(tx, userId, 'password_changed', exceptSessionId);
  }
}
