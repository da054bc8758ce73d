import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { TestApp } from '../support/test-app.js';
import { TestDatabase } from '../support/database.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('the database schema', () => {
  it('is what the entities say: every column, its type, whether it may be null, and the primary keys', async () => {
    const { entityMetadatas } = app.nest.get(DataSource);
    const columns = await app.database.query<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
      key: boolean;
    }>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
         coalesce(a.attnum = any(k.conkey), false) as key
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
       where c.relkind = 'r' and c.relname <> 'migrations'`,
    );
    const described = entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => ({
        table: entity.tableName,
        column: column.databaseName,
        type: sqlType(String(column.type), column.length, column.precision ?? undefined, column.isArray),
        nullable: column.isNullable,
        key: column.isPrimary,
      })),
    );

    const byPlace = (a: { table: string; column: string }, b: { table: string; column: string }) =>
      `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);
    expect(described.sort(byPlace)).toEqual(columns.sort(byPlace));
  });

  it('names every constraint and index after its table', async () => {
    const names = await app.database.query<{ table: string; name: string }>(
      `select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
         join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where k.contype <> 'n' and c.relname <> 'migrations'
       union all
       select c.relname, i.relname from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
         join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where c.relname <> 'migrations'`,
    );

    expect(names.filter(({ table, name }) => !name.startsWith(`${table}_`))).toEqual([]);
  });

  it('has no foreign key on messages, and the conversation in every unique key of what belongs to one', async () => {
    const keys = await app.database.query<{ table: string; type: string; columns: string[] }>(
      `select c.relname as table, k.contype as type,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey)) as columns
       from pg_constraint k join pg_class c on c.oid = k.conrelid
       where c.relname in ('conversation_members', 'conversation_subjects', 'messages', 'message_hides', 'message_recalls', 'read_marks')
         and k.contype in ('p', 'u', 'f')`,
    );

    expect(keys.filter(({ table, type }) => table === 'messages' && type === 'f')).toEqual([]);
    const unique = keys.filter(({ type }) => type !== 'f');
    expect(unique.length).toBeGreaterThan(5);
    expect(unique.filter(({ columns }) => !columns.includes('conversation_id'))).toEqual([]);
  });

  it('goes up, down and up again', async () => {
    const database = await TestDatabase.create({ migrated: false });
    const dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
    const tables = async () =>
      (
        await database.query<{ name: string }>(
          `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
        )
      ).map(({ name }) => name);
    try {
      await dataSource.runMigrations();
      const first = await tables();
      for (const _ of migrations) await dataSource.undoLastMigration();
      const none = await tables();
      const functions = await database.query(
        `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'`,
      );
      await dataSource.runMigrations();

      expect([none, functions]).toEqual([['migrations'], []]);
      expect(await tables()).toEqual(first);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  });

  it('is migrated in an order that only grows', () => {
    const times = migrations.map((migration) => Number(/\d+$/.exec(migration.name)?.[0]));

    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });
});

const FULL_NAMES: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp(3) with time zone',
  int: 'integer',
  bool: 'boolean',
  varchar: 'character varying',
};

function sqlType(type: string, length: string, precision: number | undefined, isArray: boolean): string {
  const name = FULL_NAMES[type] ?? type;
  const sized = name === 'timestamp(3) with time zone' && precision !== 3 ? 'timestamp with time zone' : name;
  return `${sized}${length ? `(${length})` : ''}${isArray ? '[]' : ''}`;
}
