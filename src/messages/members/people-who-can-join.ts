import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { UserCards } from '../../users/user-cards.js';
import { type Addable, AdditionsRepository } from './additions.repository.js';
import { CannotBeAdded, type Refusal, refuseUnreachable } from '../conversations/conversations.errors.js';

/** Into how many groups strangers may put one person in a day, and one of them alone: nobody uses up what all may. */
const STRANGERS_A_DAY = 20;
const ONE_STRANGER_A_DAY = 5;

const NOT_BY_YOU = "This person doesn't let you add them to groups. Send them a direct message instead.";
const TOO_MANY_BY_YOU = "You can't add this person to more groups today. Send them a direct message instead.";
const TOO_MANY = "This person can't be added to more groups today. Try again tomorrow.";

/** Says of people named in a request whether somebody may put them into a group, and counts that they are. */
@Injectable()
export class PeopleWhoCanJoin {
  constructor(
    private readonly cards: UserCards,
    private readonly additions: AdditionsRepository,
    private readonly limiter: RateLimiter,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'rateLimits'>,
  ) {}

  /** Throws UnknownPeople or RecipientInactive, naming every place in the list at `pointer` that is wrong. */
  async require(userIds: readonly string[], pointer: string): Promise<void> {
    const cards = await this.cards.get(userIds.map((id) => id.toLowerCase()));
    refuseUnreachable(
      userIds.map((id) => cards.get(id.toLowerCase())),
      pointer,
    );
  }

  /**
   * Counts, in the transaction that makes them members, that somebody adds people: each costs as much as a send. Throws
   * CannotBeAdded for those who do not let this person, or have been added by strangers too often.
   */
  async added(
    tx: Tx,
    conversationId: string,
    { by, userIds, pointerOf }: { by: string; userIds: readonly string[]; pointerOf: (userId: string) => string },
  ): Promise<void> {
    await this.additions.lock(tx, userIds);
    const standings = await this.additions.standings(tx, by, userIds, STRANGERS_A_DAY);
    const refusals = standings.flatMap((person): Refusal[] => {
      const detail = this.whyNot(person);
      return detail ? [{ pointer: pointerOf(person.userId), code: 'cannot_be_added', detail }] : [];
    });
    if (refusals.length > 0) throw new CannotBeAdded(refusals);
    this.limiter.charge('send', by, userIds.length - 1);
    const strangers = standings.filter(({ isContact }) => !isContact).map(({ userId }) => userId);
    await this.additions.note(tx, conversationId, by, strangers);
  }

  /** Of somebody who blocks the one who adds them it is what it is of somebody whom nobody may add. */
  private whyNot({ addableBy, isContact, isBlocking, additions, ownAdditions }: Addable): string | undefined {
    if (isBlocking || addableBy === 'nobody' || (addableBy === 'contacts' && !isContact)) return NOT_BY_YOU;
    if (isContact || !this.settings.rateLimits) return undefined;
    if (ownAdditions >= ONE_STRANGER_A_DAY) return TOO_MANY_BY_YOU;
    return additions >= STRANGERS_A_DAY ? TOO_MANY : undefined;
  }
}
