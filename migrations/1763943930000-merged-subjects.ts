import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rewritten, type SubjectRow } from './1763943800000-subject-titles.js';

interface Merge {
  readonly conversation_id: string;
  readonly from_id: string;
  readonly to_id: string;
}

/** Subjects that today's rule makes one with another of their conversation become that one: by their own name nobody finds them. */
export class MergedSubjects1763943930000 implements MigrationInterface {
  readonly name = 'MergedSubjects1763943930000';

  async up(runner: QueryRunner): Promise<void> {
    let after = { conversation_id: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const subjects = (await runner.query(
        `select conversation_id, id, title, title_key from conversation_subjects
         where (conversation_id, id) > ($1, $2) order by conversation_id, id limit 1000`,
        [after.conversation_id, after.id],
      )) as SubjectRow[];
      const last = subjects.at(-1);
      if (!last) return;
      await this.merge(runner, await this.mergesOf(runner, subjects.flatMap(rewritten)));
      after = last;
    }
  }

  /** Which messages had which of them is not kept. */
  async down(): Promise<void> {}

  private async mergesOf(runner: QueryRunner, subjects: readonly SubjectRow[]): Promise<Merge[]> {
    return (await runner.query(
      `select o.conversation_id, n.id as from_id, o.id as to_id
       from unnest($1::uuid[], $2::uuid[], $3::text[]) n(conversation_id, id, title_key)
       join conversation_subjects o
         on o.conversation_id = n.conversation_id and o.title_key = n.title_key and o.id <> n.id`,
      [
        subjects.map((subject) => subject.conversation_id),
        subjects.map((subject) => subject.id),
        subjects.map((subject) => subject.title_key),
      ],
    )) as Merge[];
  }

  private async merge(runner: QueryRunner, merges: readonly Merge[]): Promise<void> {
    const pairs = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) p(conversation_id, from_id, to_id)`;
    const values = [
      merges.map((merge) => merge.conversation_id),
      merges.map((merge) => merge.from_id),
      merges.map((merge) => merge.to_id),
    ];
    for (const table of ['messages', 'message_recalls']) {
      await runner.query(
        `update ${table} x set subject_id = p.to_id from ${pairs}
         where x.conversation_id = p.conversation_id and x.subject_id = p.from_id`,
        values,
      );
    }
    await runner.query(
      `with gone as (
         delete from conversation_subjects s using ${pairs}
         where s.conversation_id = p.conversation_id and s.id = p.from_id
         returning s.conversation_id, p.to_id, s.message_count, s.last_seq
       )
       update conversation_subjects s
       set message_count = s.message_count + g.added, last_seq = greatest(s.last_seq, g.last_seq)
       from (
         select conversation_id, to_id, sum(message_count) as added, max(last_seq) as last_seq
         from gone group by conversation_id, to_id
       ) g
       where s.conversation_id = g.conversation_id and s.id = g.to_id`,
      values,
    );
  }
}
