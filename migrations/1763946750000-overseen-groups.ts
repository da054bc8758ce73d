import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Groups as administrators list them: by any part of their name, in an order, and those that were deleted left out. And which
 * people who reported something heard of it.
 */
export class OverseenGroups1763946750000 implements MigrationInterface {
  readonly name = 'OverseenGroups1763946750000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of COLUMNS) await runner.query(statement);
    await foldNames(runner);
    for (const statement of INDEXES) await runner.query(statement);
  }

  /** Of what was deleted there is no name to go back to. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table message_reports drop column told_at`);
    await runner.query(`drop index conversation_members_owners_idx`);
    await runner.query(`drop index conversations_groups_by_members_idx`);
    await runner.query(`drop index conversations_groups_by_created_idx`);
    await runner.query(`drop index conversations_groups_by_name_idx`);
    await runner.query(`drop index conversations_search_idx`);
    await runner.query(`update conversations set subject = '-' where deleted_at is not null`);
    await runner.query(`alter table conversations drop constraint conversations_group_subject_check`);
    await runner.query(`alter table conversations drop column deleted_at, drop column folded_subject`);
    await runner.query(
      `alter table conversations add constraint conversations_group_subject_check
         check ((kind = 'group') = (subject is not null))`,
    );
  }
}

const COLUMNS = [
  `alter table conversations add column folded_subject text, add column deleted_at timestamptz(3)`,
  // When whoever reported a message heard that somebody looked; null until then.
  `alter table message_reports add column told_at timestamptz(3)`,
  `update message_reports r set told_at = m.closed_at from reported_messages m
     where m.id = r.report_id and m.closed_at is not null`,
  `alter table conversations drop constraint conversations_group_subject_check`,
  // A group that was deleted has no name any more; its row stays, so that nothing else ever has its id.
  `alter table conversations add constraint conversations_group_subject_check
     check ((kind = 'group' and deleted_at is null) = (subject is not null))`,
];

// None is by what changes with every message: each of them would then write all the others anew.
const INDEXES = [
  `create index conversations_search_idx on conversations using gin (folded_subject gin_trgm_ops)
     where kind = 'group' and deleted_at is null`,
  `create index conversations_groups_by_name_idx on conversations (left(folded_subject, 80), id)
     where kind = 'group' and deleted_at is null`,
  `create index conversations_groups_by_created_idx on conversations (created_at, id)
     where kind = 'group' and deleted_at is null`,
  `create index conversations_groups_by_members_idx on conversations (member_count, id)
     where kind = 'group' and deleted_at is null`,
  `create index conversation_members_owners_idx on conversation_members (conversation_id, user_id) where role = 'owner'`,
];

async function foldNames(runner: QueryRunner): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const groups = (await runner.query(
      `select id, subject from conversations where kind = 'group' and id > $1 order by id limit 1000`,
      [after],
    )) as { id: string; subject: string }[];
    const last = groups.at(-1);
    if (!last) return;
    await runner.query(
      `update conversations c set folded_subject = f.name from unnest($1::uuid[], $2::text[]) f(id, name) where c.id = f.id`,
      [groups.map(({ id }) => id), groups.map(({ subject }) => fold(subject))],
    );
    after = last.id;
  }
}

const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ŋ: 'n',
};

/** As names were folded when this was written. */
function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[øđðłħŧıßæœþŋ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}'’‘ʼ`´]/gu, '')
    .replace(/[\p{P}\p{S}\p{C}\s]+/gu, ' ')
    .trim();
}
