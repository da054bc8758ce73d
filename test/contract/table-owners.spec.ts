import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** What runs beside the server: the demonstration dates its messages back, for which there is no operation. */
const EXEMPT = /^src\/cli\//;
/** Writes of a table by another part than its owner, which the statements that write messages must do themselves. */
const WRITTEN_BY: Readonly<Record<string, readonly string[]>> = {
  outbox: ['messages'],
  message_mentions: ['messages'],
  attachments: ['messages'],
};
/** Which parts may read a table of another, by a condition or view that the owner exports or in a statement of their own. */
const READ_BY: Readonly<Record<string, readonly string[]>> = {
  users: ['messages', 'auth', 'presence', 'attachments', 'preferences', 'teams'],
  user_blocks: ['users', 'messages', 'presence', 'mentions', 'notifications'],
  nodes: ['presence'],
  settings: ['users', 'attachments'],
  roles: ['users'],
  user_roles: ['users'],
  conversations: ['drafts', 'receipts', 'attachments', 'search', 'notifications'],
  conversation_members: ['drafts', 'receipts', 'attachments', 'mentions', 'search', 'notifications'],
  direct_conversations: ['users'],
  messages: ['receipts', 'users', 'attachments', 'search', 'notifications'],
  message_hides: ['mentions', 'attachments'],
  message_mentions: ['messages', 'notifications'],
  teams: ['users', 'messages'],
  team_members: ['users', 'messages', 'notifications'],
  attachments: ['messages'],
  message_pins: ['search'],
  saved_messages: ['search'],
  drafts: ['attachments'],
  compose_drafts: ['attachments'],
};

const WRITE = /\b(?:insert into|update|delete from)\s+(\w+)/g;
const READ = /\b(?:from|join)\s+(\w+)/g;

/** `users`, or `core/outbox`: the folder that a file belongs to. */
function partOf(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  return first === 'core' ? `core/${second}` : first;
}

const files = globSync('src/**/*.{ts,sql}').filter((file) => !file.endsWith('.spec.ts') && !EXEMPT.test(file));
const textOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const owners = new Map(
  files.flatMap((file) =>
    [...(textOf.get(file) ?? '').matchAll(/@Entity\('(\w+)'\)/g)].map(
      ([, table = '']) => [table, partOf(file)] as const,
    ),
  ),
);

/** Where a part names a table of another in such a statement, without leave to. */
function trespasses(statement: RegExp, allowed: Readonly<Record<string, readonly string[]>>): string[] {
  return [...textOf].flatMap(([file, text]) =>
    [...text.matchAll(statement)].flatMap(([, table = '']) => {
      const [owner, part] = [owners.get(table), partOf(file)];
      if (owner === undefined || owner === part || allowed[table]?.includes(part)) return [];
      return [`${file}: ${table} is of ${owner}`];
    }),
  );
}

describe('a table', () => {
  it('is written by the part that owns it alone', () => {
    expect(owners.size).toBeGreaterThan(25);
    expect(trespasses(WRITE, WRITTEN_BY)).toEqual([]);
  });

  it('counts on in a conversation in one place, beside the statements that send', () => {
    const counting = [...textOf].filter(([, text]) => /last_rev\s*=\s*(\w+\.)?last_rev\s*\+/.test(text));
    const locking = [...textOf].filter(([, text]) => /from conversations\b[^;`]*for no key update(?! skip)/.test(text));

    const places = ['conversation-log.repository.ts', 'send-batch.sql', 'send-plain.sql'].map(
      (file) => `src/messages/log/${file}`,
    );
    expect(counting.map(([file]) => file).sort()).toEqual(places);
    // A message with files locks the conversation before them, then calls the statement that counts.
    expect(locking.map(([file]) => file).sort()).toEqual([...places, 'src/messages/log/send-with-files.sql'].sort());
  });

  it('is read by others only where that is written down', () => {
    expect(trespasses(READ, READ_BY)).toEqual([]);
  });

  it('is named in repositories and SQL files only, and in the conditions that they share', () => {
    const strangers = [...textOf].flatMap(([file, text]) => {
      if (/\.(repository|entity)\.ts$|\.sql$|-(conditions|rows)\.ts$/.test(file)) return [];
      const named = [...text.matchAll(WRITE), ...text.matchAll(READ)].filter(([, table = '']) => owners.has(table));
      return named.map(([statement]) => `${file}: ${statement}`);
    });

    expect(strangers).toEqual([]);
  });
});
