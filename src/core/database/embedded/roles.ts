import { Client } from 'pg';
import { SUPERUSER } from './cluster.js';
import type { Profile } from './server-options.js';

/** The role as which Parley works, and the database it owns. */
const NAME = 'parley';

export interface Access {
  readonly port: number;
  readonly superuserPassword: string;
  readonly password: string;
}

/** Sees to it that the application's role, which is no superuser, and its database exist; returns how to connect. */
export async function prepareDatabase(access: Access, profile: Profile): Promise<string> {
  const client = new Client(connectionUrl(SUPERUSER, access.superuserPassword, access.port, 'postgres'));
  await client.connect();
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [NAME]);
    if (role.rowCount === 0) await client.query(`create role ${NAME} login`);
    const rights = profile === 'test' ? 'createdb' : 'nocreatedb';
    await client.query(`alter role ${NAME} ${rights} password ${client.escapeLiteral(access.password)}`);
    const database = await client.query('select from pg_database where datname = $1', [NAME]);
    if (database.rowCount === 0) await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end();
  }
  return parleyUrl(access);
}

/** How Parley's own role connects to its database. */
export function parleyUrl({ password, port }: Pick<Access, 'password' | 'port'>): string {
  return connectionUrl(NAME, password, port, NAME);
}

function connectionUrl(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
