import type { MigrationInterface, QueryRunner } from 'typeorm';

export interface SubjectRow {
  readonly conversation_id: string;
  readonly id: string;
  readonly title: string;
  readonly title_key: string;
}

const MAX_TITLE_LENGTH = 200;
const MAX_KEY_LENGTH = 600;

/** Subjects from before are shown as new ones are. Where that subject is in the conversation already, both stay as they are. */
export class SubjectTitles1763943800000 implements MigrationInterface {
  readonly name = 'SubjectTitles1763943800000';

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
      await this.rewrite(runner, subjects.flatMap(rewritten));
      after = last;
    }
  }

  /** The titles as they were are not kept. */
  async down(): Promise<void> {}

  private async rewrite(runner: QueryRunner, subjects: SubjectRow[]): Promise<void> {
    await runner.query(
      `update conversation_subjects s set title = n.title, title_key = n.title_key
       from (
         select distinct on (conversation_id, title_key) *
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) n(conversation_id, id, title, title_key)
         order by conversation_id, title_key, id
       ) n
       where s.conversation_id = n.conversation_id and s.id = n.id
         and not exists (
           select 1 from conversation_subjects o
           where o.conversation_id = n.conversation_id and o.title_key = n.title_key and o.id <> n.id)`,
      [
        subjects.map((subject) => subject.conversation_id),
        subjects.map((subject) => subject.id),
        subjects.map((subject) => subject.title),
        subjects.map((subject) => subject.title_key),
      ],
    );
  }
}

/** Empty when it is so already, or would not fit. */
export function rewritten(subject: SubjectRow): SubjectRow[] {
  const title = titleOf(subject.title);
  const key = title.toLowerCase().normalize('NFC');
  const isSame = title === subject.title && key === subject.title_key;
  if (isSame || [...title].length > MAX_TITLE_LENGTH || [...key].length > MAX_KEY_LENGTH) return [];
  return [{ ...subject, title, title_key: key }];
}

/** As titles were made from what people typed when this was written. */
function titleOf(typed: string): string {
  const shown = SOMETHING_TO_SEE.test(typed) ? typed.replace(INVISIBLE_CONTROL, '') : typed;
  const trimmed = shown.normalize('NFC').trim();
  return trimmed.replace(REPLY_PREFIX, '').trim() || trimmed || typed;
}

const SOMETHING_TO_SEE = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const INVISIBLE_CONTROL = /[\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\ufeff\u115f\u1160\u3164\uffa0]/gu;
const REPLY_PREFIX =
  /^(?:(?:re|fwd?|aw|wg|antw|antwort|sv|vs|ref|rv|res|enc|tr|r|i|vb|vl|odp|pd|ynt|ilt|回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送)\s*(?:[[(（［]\s*\d{1,5}\s*[\])）］])?\s*[:：]\s*)+/iu;
