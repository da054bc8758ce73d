import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';

/** Remembers where composed messages went. */
@Injectable()
export class ComposeRepository {
  /** Makes two requests under one client id wait for each other. */
  async lock(tx: Tx, senderId: string, clientId: string): Promise<void> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [`${senderId} ${clientId}`]);
  }

  async find(
    tx: Tx,
    senderId: string,
    clientId: string,
  ): Promise<{ requestHash: Buffer; conversationIds: string[] } | undefined> {
    const [row] = await tx.manager.query<{ requestHash: Buffer; conversationIds: string[] }[]>(
      `select request_hash as "requestHash", conversation_ids as "conversationIds"
       from compose_requests where sender_id = $1 and client_id = $2`,
      [senderId, clientId],
    );
    return row;
  }

  async insert(
    tx: Tx,
    senderId: string,
    clientId: string,
    requestHash: Buffer,
    conversationIds: readonly string[],
  ): Promise<void> {
    await tx.manager.query(
      `insert into compose_requests (sender_id, client_id, request_hash, conversation_ids, created_at)
       values ($1, $2, $3, $4, clock_timestamp())`,
      [senderId, clientId, requestHash, conversationIds],
    );
  }

  /** Those of these whom this person blocks. */
  async blocked(tx: Tx, blockerId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `select b.blocked_id as id from user_blocks b where b.blocker_id = $1 and b.blocked_id = any($2::uuid[])`,
      [blockerId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Which of these this person uploaded, and whether each is in a message, or held for another than this one. */
  async attachments(
    tx: Tx,
    ownerId: string,
    ids: readonly string[],
    clientId: string,
  ): Promise<{ id: string; isInUse: boolean }[]> {
    return tx.manager.query<{ id: string; isInUse: boolean }[]>(
      `select id, conversation_id is not null or coalesce(held_for <> $3, false) as "isInUse" from attachments
       where id = any($2::uuid[]) and owner_id = $1`,
      [ownerId, ids, clientId],
    );
  }
}
