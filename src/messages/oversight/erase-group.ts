import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsArray, IsUUID } from 'class-validator';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { MessageParts } from '../shape/message-parts.js';
import { GroupData } from './group-data.js';
import { GroupErasureRepository } from './group-erasure.repository.js';

/** Rows of one step: each step is a transaction of some ten milliseconds, so that nobody waits behind it. */
const AT_ONCE = 500;

/** A group that was deleted, and who was in it then: what they had hidden is found by them. */
export class GroupToErase {
  @IsUUID()
  conversationId: string;
  @IsArray()
  @IsUUID(undefined, { each: true })
  memberIds: string[];
}

/** Erases what was said in a group that was deleted, a step at a time; begun anew it goes on where it was. */
@Injectable()
export class EraseGroup implements Job<GroupToErase>, OnModuleInit {
  readonly name = 'group.erase';
  readonly data = GroupToErase;
  /** For some days: what was deleted does not stay because a step failed. */
  readonly retry = { limit: 100, firstAfterSeconds: 10, atMostEverySeconds: 3_600 };
  readonly atOnce = 1;

  constructor(
    private readonly jobs: Jobs,
    private readonly groups: GroupErasureRepository,
    private readonly parts: MessageParts,
    private readonly features: GroupData,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ conversationId, memberIds }: GroupToErase, signal: AbortSignal): Promise<void> {
    const steps: ((tx: Tx) => Promise<number>)[] = [
      ...this.features.erasers.map((erase) => (tx: Tx) => erase(tx, conversationId, AT_ONCE)),
      (tx) => this.groups.deleteHidden(tx, conversationId, memberIds, AT_ONCE),
      this.messagesOf(conversationId),
      (tx) => this.groups.deleteBeside(tx, conversationId, AT_ONCE),
    ];
    for (const step of steps) {
      while ((await this.work.run(step)) >= AT_ONCE) signal.throwIfAborted();
    }
  }

  /** Each call erases the next ones, from the newest on. */
  private messagesOf(conversationId: string): (tx: Tx) => Promise<number> {
    let below = Number.MAX_SAFE_INTEGER;
    return async (tx) => {
      const gone = await this.groups.deleteMessages(tx, conversationId, below, AT_ONCE);
      await this.parts.erase(tx, gone);
      below = Math.min(below, ...gone.map(({ seq }) => seq));
      return gone.length;
    };
  }
}
