import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody sent, as rows: looking each of them up again by its key touches twice as many pages. */
export class SentRows1763944160000 implements MigrationInterface {
  readonly name = 'SentRows1763944160000';

  async up(runner: QueryRunner): Promise<void> {
    // Sorting and other scans are switched off as in sent_before, which processes of the version before still call.
    await runner.query(`
      create function sent_messages_before(
        sender uuid, before_at timestamptz, before_conversation uuid, before_seq bigint, most integer
      ) returns setof messages language sql stable rows 50
      set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
        select x.* from messages x
        where x.sender_id = sender and x.kind = 0 and x.deleted_at is null and x.created_at <= before_at
          and (x.created_at, x.conversation_id, x.seq) < (before_at, before_conversation, before_seq)
        order by x.created_at desc, x.conversation_id desc, x.seq desc limit most
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function sent_messages_before(uuid, timestamptz, uuid, bigint, integer)`);
  }
}
