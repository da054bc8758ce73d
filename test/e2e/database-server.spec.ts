import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDatabaseServer } from '../../src/core/database/database-server.js';
import { migrate } from '../../src/core/database/migrate.js';
import { TestDatabase } from '../support/database.js';

describe('a database of one’s own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await TestDatabase.create({ migrated: false });
  });
  afterAll(() => database.drop());

  it('is taken when it is empty and its user may make tables', async () => {
    await expect(checkDatabaseServer(database.url)).resolves.toBeUndefined();
  });

  it('is refused in one sentence that names the setting when its user may not', async () => {
    await database.query('revoke create on schema public from pg_database_owner');

    await expect(checkDatabaseServer(database.url)).rejects.toThrow(
      'The setting DATABASE_URL names a database in which its user may not make tables and schemas; make the user its owner.',
    );
  });

  it('is refused when another program keeps its tables there, and taken when they were made by Parley', async () => {
    const ours = await TestDatabase.create();
    const theirs = await TestDatabase.create({ migrated: false });
    await theirs.query('create table users (id int)');

    await expect(checkDatabaseServer(theirs.url)).rejects.toThrow(
      'The setting DATABASE_URL names a database with the tables of another program; make an empty one for Parley.',
    );
    await expect(checkDatabaseServer(ours.url)).resolves.toBeUndefined();

    for (const database of [ours, theirs]) await database.drop();
  });

  it('is taken with an empty schema named jobs, and refused with one that another program uses', async () => {
    const [ours, theirs] = [
      await TestDatabase.create({ migrated: false }),
      await TestDatabase.create({ migrated: false }),
    ];
    for (const made of [ours, theirs]) await made.query('create schema jobs');
    await theirs.query('create table jobs.queue (id int)');

    await expect(checkDatabaseServer(theirs.url)).rejects.toThrow('a schema named jobs that belongs to another');
    await expect(checkDatabaseServer(ours.url)).resolves.toBeUndefined();
    await expect(migrate(ours.url)).resolves.toBeUndefined();

    for (const made of [ours, theirs]) await made.drop();
  });

  it('is refused when its user may only read', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c default_transaction_read_only=on');

    await expect(checkDatabaseServer(url.href)).rejects.toThrow('may only read');
  });

  it('is refused when it cannot keep every character', async () => {
    const name = `ascii_${process.pid}`;
    await database.query(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
    );
    const url = new URL(database.url);
    url.pathname = `/${name}`;

    await expect(checkDatabaseServer(url.href)).rejects.toThrow('SQL_ASCII');

    await database.query(`drop database ${name}`);
  });

  it.each([
    ['that nobody answers at', '127.0.0.1:1', ''],
    ['whose certificate is nowhere', '127.0.0.1:1', '?sslmode=verify-full&sslrootcert=/nowhere.pem'],
  ])('is refused at an address %s', async (_case, host, options) => {
    await expect(checkDatabaseServer(`postgres://somebody:secret@${host}/parley${options}`)).rejects.toThrow(
      /^The setting DATABASE_URL names a database that does not answer: .*\.$/,
    );
  });
});
