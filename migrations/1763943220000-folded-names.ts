import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names as they are searched for, kept beside the names. */
export class FoldedNames1763943220000 implements MigrationInterface {
  readonly name = 'FoldedNames1763943220000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table users add column folded_name text not null default ''`);
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const people = (await runner.query(
        `select id, username, first_name, last_name from users where id > $1 order by id limit 1000`,
        [after],
      )) as { id: string; username: string; first_name: string; last_name: string }[];
      const last = people.at(-1);
      if (!last) return;
      await runner.query(
        `update users u set folded_name = f.name from unnest($1::uuid[], $2::text[]) f(id, name) where u.id = f.id`,
        [
          people.map(({ id }) => id),
          people.map((person) => `|${fold(`${person.first_name} ${person.last_name}`)}|${fold(person.username)}|`),
        ],
      );
      after = last.id;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table users drop column folded_name`);
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
