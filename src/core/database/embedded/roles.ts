import { Client } from 'pg';
import { SUPERUSER } from './cluster.js';
import type { Profile } from './server-options.js';

/** The role as which Parley works, and its database. */
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
    if (database.rowCount === 0) await client.query(`create database ${NAME}`);
    // Its owner could drop what belongs to others in it. Those of earlier versions belonged to the application.
    await client.query(`alter database ${NAME} owner to ${SUPERUSER}`);
    await client.query(`grant all on database ${NAME} to ${NAME}`);
  } finally {
    await client.end();
  }
  await asSuperuser(access, (run) => run(`grant all on schema public to ${NAME}`));
  return parleyUrl(access);
}

/** For the few things in Parley's database that its own role must not be able to do. */
export async function asSuperuser(
  { superuserPassword, port }: Pick<Access, 'superuserPassword' | 'port'>,
  work: (run: (statement: string) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const client = new Client(connectionUrl(SUPERUSER, superuserPassword, port, NAME));
  await client.connect();
  try {
    await work((statement) => client.query(statement));
  } finally {
    await client.end();
  }
}

/** How Parley's own role connects to its database. */
export function parleyUrl({ password, port }: Pick<Access, 'password' | 'port'>): string {
  return connectionUrl(NAME, password, port, NAME);
}

function connectionUrl(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
