import type { MigrationInterface, QueryRunner } from 'typeorm';

interface GroupRow {
  readonly id: string;
  readonly subject: string;
}

const MAX_NAME_LENGTH = 200;

/** Names of groups from before without what turns the direction of the text behind them, and what takes no room at all. */
export class ShownGroupNames1763943820000 implements MigrationInterface {
  readonly name = 'ShownGroupNames1763943820000';

  async up(runner: QueryRunner): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const groups = (await runner.query(
        `select id, subject from conversations where kind = 'group' and id > $1 order by id limit 1000`,
        [after],
      )) as GroupRow[];
      const last = groups.at(-1);
      if (!last) return;
      await this.rename(runner, groups.filter(changes));
      after = last.id;
    }
  }

  /** The names as they were are not kept. */
  async down(): Promise<void> {}

  /** A change like any other, so that clients which keep the old name ask for the new one. */
  private async rename(runner: QueryRunner, groups: GroupRow[]): Promise<void> {
    await runner.query(
      `update conversations c set subject = n.subject, last_rev = last_rev + 1, meta_rev = last_rev + 1
       from unnest($1::uuid[], $2::text[]) n(id, subject) where c.id = n.id`,
      [groups.map(({ id }) => id), groups.map(({ subject }) => shown(subject))],
    );
  }
}

function changes({ subject }: GroupRow): boolean {
  return shown(subject) !== subject && [...shown(subject)].length <= MAX_NAME_LENGTH;
}

/** As names were made from what people typed when this was written. */
function shown(name: string): string {
  return SOMETHING_TO_SEE.test(name) ? name.replace(INVISIBLE_CONTROL, '').normalize('NFC').trim() : name;
}

const SOMETHING_TO_SEE = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const INVISIBLE_CONTROL = /[\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0]/gu;
