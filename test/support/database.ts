import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of one test file: a fresh copy of the migrated template, or an empty one. */
export class TestDatabase {
  private constructor(
    private readonly name: string,
    readonly url: string,
  ) {}

  static async create({ migrated = true } = {}): Promise<TestDatabase> {
    const name = `t_${randomUUID().replaceAll('-', '')}`;
    const template = migrated ? 'template template_parley strategy wal_log' : '';
    await administer(`create database ${name} ${template}`);
    const url = new URL(serverUrl());
    url.pathname = `/${name}`;
    return new TestDatabase(name, url.href);
  }

  /** The rows of one statement, for what the API does not show. */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client(this.url);
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async drop(): Promise<void> {
    await administer(`drop database if exists ${this.name} with (force)`);
  }
}

async function administer(statement: string): Promise<void> {
  const client = new Client(serverUrl());
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('The PostgreSQL of the test run was not started.');
  return url;
}
