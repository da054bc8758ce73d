import { Injectable } from '@nestjs/common';
import { pictureUrlOf } from '../core/files/picture-address.js';
import { UserCards } from '../users/user-cards.js';
import { DraftListRepository } from './draft-list.repository.js';
import type { DraftRecipientDto } from './dto/draft.dto.js';

/** Whom new messages are for, by the ids that their drafts keep. */
@Injectable()
export class DraftRecipients {
  constructor(
    private readonly cards: UserCards,
    private readonly drafts: DraftListRepository,
  ) {}

  /** People who exist, and groups that this person is in. */
  async load(userId: string, ids: readonly string[]): Promise<ReadonlyMap<string, DraftRecipientDto>> {
    const cards = await this.cards.get(ids);
    const people = [...cards.values()].map(({ id, username, displayName, avatarUrl }): DraftRecipientDto => {
      return { id, kind: 'person', username, displayName, avatarUrl };
    });
    const others = ids.filter((id) => !cards.has(id));
    const groups = (await this.drafts.groupsAmong(userId, others)).map(
      ({ id, subject, pictureId }): DraftRecipientDto => {
        const avatarUrl = pictureUrlOf(pictureId);
        return { id, kind: 'group', username: null, displayName: subject ?? '', avatarUrl };
      },
    );
    return new Map([...people, ...groups].map((recipient) => [recipient.id, recipient]));
  }
}

/** In the order in which they were chosen. */
export function recipientsOf(
  ids: readonly string[],
  recipients: ReadonlyMap<string, DraftRecipientDto>,
): DraftRecipientDto[] {
  return ids.flatMap((id) => recipients.get(id) ?? []);
}
