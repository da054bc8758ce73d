import { Injectable } from '@nestjs/common';
import { UserCards } from '../users/user-cards.js';
import { RecipientInactive, UnknownPeople } from './conversations.errors.js';

/** Says of people named in a request whether they can be put into a group. */
@Injectable()
export class PeopleWhoCanJoin {
  constructor(private readonly cards: UserCards) {}

  /** Throws UnknownPeople or RecipientInactive, naming the place in the list at `pointer`. */
  async require(userIds: readonly string[], pointer: string): Promise<void> {
    const cards = await this.cards.get(userIds.map((id) => id.toLowerCase()));
    const unknown = userIds.flatMap((id, index) => (cards.has(id.toLowerCase()) ? [] : [`${pointer}/${index}`]));
    if (unknown.length > 0) throw new UnknownPeople(unknown);
    const inactive = userIds.findIndex((id) => !cards.get(id.toLowerCase())?.isActive);
    if (inactive >= 0) throw new RecipientInactive(`${pointer}/${inactive}`);
  }
}
