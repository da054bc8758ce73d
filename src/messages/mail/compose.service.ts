import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConversationCreationService } from '../conversations/conversation-creation.service.js';
import { refuseUnreachable, YouBlocked } from '../conversations/conversations.errors.js';
import { MAX_SUBJECT_LENGTH } from '../conversations/dto/create-conversation.dto.js';
import { subjectTitle } from '../conversations/subject-key.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import type { Principal } from '../../core/security/principal.js';
import type { UserCard } from '../../users/user-card.js';
import { UserCards } from '../../users/user-cards.js';
import { ComposeRepository } from './compose.repository.js';
import type { ComposeDto, ComposedDto } from './dto/compose.dto.js';
import { ClientIdReused, requireSendable } from '../messages.errors.js';
import { MessagesService } from '../messages.service.js';

export interface Composed {
  readonly sent: ComposedDto;
  /** False when the client repeated itself. */
  readonly isNew: boolean;
}

interface Destinations {
  readonly conversationIds: readonly string[];
  readonly isNew: boolean;
}

/** Writes to people the way mail is written: the conversations are found or made, then the message is sent. */
@Injectable()
export class ComposeService {
  constructor(
    private readonly requests: ComposeRepository,
    private readonly creation: ConversationCreationService,
    private readonly messages: MessagesService,
    private readonly cards: UserCards,
    private readonly limiter: RateLimiter,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Sends once per `clientId`, also when an earlier try stopped half-way: what is missing then is sent now. A person
   * who cannot be written to fails the whole request before anything is made.
   */
  async compose(principal: Principal, dto: ComposeDto): Promise<Composed> {
    const addressed = await this.addressed(dto.to);
    const people = recipientsOf(principal, addressed);
    const destinations = await this.unitOfWork.run((tx) =>
      this.destinationsIn(tx, principal, dto, { addressed, people }),
    );
    const { clientId, body, subject = null, attachmentIds } = dto;
    const message = { clientId, body, subject, ...(attachmentIds && { attachmentIds }) };
    // One after the other: each is its own message, and a refusal names itself before the next is tried.
    const items = [];
    for (const id of destinations.conversationIds) {
      items.push((await this.messages.send(principal, id, message)).message);
    }
    return { sent: { items }, isNew: destinations.isNew };
  }

  /** The ids of those who get it, each once; throws UnknownPeople, RecipientInactive and YouBlocked. */
  async reachable(principal: Principal, { to, separate }: Pick<ComposeDto, 'to' | 'separate'>): Promise<string[]> {
    const addressed = await this.addressed(to);
    refuseUnreachable(addressed, '/to');
    const people = recipientsOf(principal, addressed);
    if (people.length === 1 || separate)
      await this.unitOfWork.run((tx) => this.requireUnblocked(tx, principal, addressed));
    return people.map(({ id }) => id);
  }

  /** Everybody named, in that order; throws UnknownPeople. */
  private async addressed(to: readonly string[]): Promise<UserCard[]> {
    const found = await this.cards.resolve(to);
    if (found.includes(undefined)) refuseUnreachable(found, '/to');
    return found.flatMap((card) => card ?? []);
  }

  private async destinationsIn(
    tx: Tx,
    principal: Principal,
    dto: ComposeDto,
    { addressed, people }: { addressed: readonly UserCard[]; people: readonly UserCard[] },
  ): Promise<Destinations> {
    const clientId = dto.clientId.toLowerCase();
    const requestHash = hashOf(dto, people);
    await this.requests.lock(tx, principal.userId, clientId);
    const earlier = await this.requests.find(tx, principal.userId, clientId);
    if (earlier) {
      if (!earlier.requestHash.equals(requestHash)) throw new ClientIdReused();
      return { conversationIds: earlier.conversationIds, isNew: false };
    }
    // Only now: what was sent once is answered again, though somebody has left since.
    refuseUnreachable(addressed, '/to');
    if (people.length === 1 || dto.separate) await this.requireUnblocked(tx, principal, addressed);
    await this.requireFiles(tx, principal, dto);
    const places = new Map(addressed.map(({ id }, n) => [id, `/to/${n}`]));
    const opened = await this.open(tx, principal, dto, people, places);
    const conversationIds = opened.map(({ id }) => id);
    await this.requests.insert(tx, principal.userId, clientId, requestHash, conversationIds);
    return { conversationIds, isNew: true };
  }

  /** Judged again by the statement that sends. Who blocks this person is not told from anybody else. */
  private async requireUnblocked(tx: Tx, { userId }: Principal, addressed: readonly UserCard[]): Promise<void> {
    const blocked = await this.requests.blocked(
      tx,
      userId,
      addressed.map(({ id }) => id),
    );
    const places = addressed.flatMap(({ id }, n) => (blocked.has(id) ? [n] : []));
    if (places.length > 0) throw YouBlocked.at(places.map((n) => `/to/${n}`));
  }

  /** Judged again by the statement that sends; here so that nothing is made for a message that cannot be sent. */
  private async requireFiles(
    tx: Tx,
    { userId }: Principal,
    { attachmentIds = [], clientId }: ComposeDto,
  ): Promise<void> {
    if (attachmentIds.length === 0) return;
    const found = await this.requests.attachments(tx, userId, attachmentIds, clientId);
    requireSendable(attachmentIds, new Map(found.map((file) => [file.id, file.isInUse])));
  }

  private async open(
    tx: Tx,
    principal: Principal,
    dto: ComposeDto,
    people: readonly UserCard[],
    places: ReadonlyMap<string, string>,
  ) {
    if (people.length > 1 && !dto.separate) {
      const others = people.map((person) => person.id);
      const id = await this.creation.groupIn(
        tx,
        principal.userId,
        (dto.subject && subjectTitle(dto.subject)) || namesOf(people),
        others,
        places,
      );
      return [{ id, isNew: true }];
    }
    // Each of them is a message of its own; the request was counted as one.
    this.limiter.charge('send', principal.userId, people.length - 1);
    const opened = [];
    // In the order of ids, as every transaction locks them, so that two composers cannot wait for each other.
    for (const person of [...people].sort((a, b) => a.id.localeCompare(b.id))) {
      opened.push(await this.creation.directIn(tx, principal.userId, person.id, person.isActive));
    }
    return opened;
  }
}

/** Whom it goes to: no duplicates, without oneself unless there is nobody else. */
function recipientsOf(principal: Principal, addressed: readonly UserCard[]): UserCard[] {
  const unique = [...new Map(addressed.map((card) => [card.id, card])).values()];
  const others = unique.filter((card) => card.id !== principal.userId);
  return others.length > 0 ? others : unique;
}

/** A group without a subject is named by its people. */
function namesOf(people: readonly UserCard[]): string {
  const names = people.map((person) => person.displayName).join(', ');
  const letters = [...names];
  return letters.length <= MAX_SUBJECT_LENGTH ? names : `${letters.slice(0, MAX_SUBJECT_LENGTH - 1).join('')}…`;
}

function hashOf(dto: ComposeDto, people: readonly UserCard[]): Buffer {
  const to = people.map((person) => person.id).sort();
  const content: unknown[] = [to, dto.body, dto.subject || null, dto.separate === true];
  if (dto.attachmentIds?.length) content.push(dto.attachmentIds.map((id) => id.toLowerCase()));
  return hash('sha256', JSON.stringify(content), 'buffer').subarray(0, 16);
}
