import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';

describe('The audit record in a database of our own', () => {
  let home: string;
  let server: ServerProcess;
  let databaseUrl: string;
  let application: Client;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'parley-record-'));
    await start();
  }, 120_000);
  afterAll(async () => {
    await stop();
    rmSync(home, { recursive: true });
  }, 60_000);

  const start = async () => {
    server = ServerProcess.run(['dist/src/main.js'], {
      DATABASE_URL: '',
      DATA_DIR: home,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
    });
    await server.address();
    databaseUrl = urlOfRole();
    application = new Client(databaseUrl);
    await application.connect();
  };
  /** How the running server itself connects. */
  const urlOfRole = () => {
    const password = readFileSync(join(home, 'secrets/database'), 'utf8').trim();
    const port = readFileSync(join(home, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://parley:${encodeURIComponent(password)}@127.0.0.1:${port}/parley`;
  };
  const stop = async () => {
    await application.end();
    server.kill('SIGTERM');
    await server.ended();
  };
  const record = async (action: string, target = 'somebody', after?: object) => {
    const id = randomUUID();
    await application.query(
      `insert into audit_log (id, at, action, target_type, target_id, after) values ($1, now(), $2, 'user', $3, $4)`,
      [id, action, target, after],
    );
    return id;
  };
  const expectSealed = async (id: string) => {
    await eventually(async () => {
      const { rows } = await application.query('select position from audit_log where id = $1', [id]);
      expect(rows).toEqual([{ position: expect.any(Number) }]);
    });
    expect(await verifyDatabase(databaseUrl)).toMatchObject({ ok: true });
  };

  it('takes entries, and the server seals them', async () => {
    await expectSealed(await record('user.deactivated'));
  });

  it.each([
    ['changed', `update audit_log set action = 'user.read'`],
    ['sealed by hand', `update audit_log set position = 1, hash = '', details_hash = ''`],
    ['deleted', 'delete from audit_log'],
    ['emptied', 'truncate audit_log'],
    ['dropped', 'drop table audit_log'],
    ['dropped with all that is beside it', 'drop schema public cascade'],
    ['freed of its guard', 'alter table audit_log disable trigger all'],
    ['replaced', 'alter table audit_log rename to old_log'],
    ['given back', 'alter table audit_log owner to parley'],
    [
      'judged otherwise',
      `create or replace function audit_guard() returns trigger language plpgsql as 'begin return new; end'`,
    ],
    [
      'hashed otherwise',
      `create or replace function audit_field(value text) returns text language sql immutable return 'same'`,
    ],
    ['reached as its owner', 'set role parley_audit'],
    ['joined by its owner', 'grant parley_audit to parley'],
    ['lost with its database', 'alter database parley rename to another'],
  ])('cannot be %s by the role of the application', async (_, statement) => {
    const attempt = application.query(statement);

    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('lets nothing be erased of somebody whose anonymisation is not on record', async () => {
    const person = randomUUID();
    const kept = await record('user.updated', person, { email: 'ada@parley.example' });
    await expectSealed(kept);
    const erase = async () => (await application.query('select audit_erase($1) as erased', [person])).rows[0].erased;
    const valuesOf = async () => (await application.query('select after from audit_log where id = $1', [kept])).rows[0];

    expect(await erase()).toBe(0);
    expect(await valuesOf()).toEqual({ after: { email: 'ada@parley.example' } });

    await expectSealed(await record('user.anonymised', person));
    expect(await erase()).toBe(1);
    expect(await valuesOf()).toEqual({ after: null });
    await expectSealed(kept);
  });

  it('is sealed by its own functions, whatever else has their names', async () => {
    await application.query(
      `create function audit_entry_hash(bytea, bigint, uuid, timestamptz, uuid, varchar, varchar, varchar, varchar, varchar,
         bytea) returns bytea language plpgsql as 'begin delete from audit_log; return sha256($1); end'`,
    );
    await application.query(
      `create function to_jsonb(audit_log) returns jsonb language plpgsql as 'begin raise exception ''mine''; end'`,
    );

    await expectSealed(await record('user.reactivated'));
  });

  it('stays what it was after another start, and migrations that change nothing', async () => {
    const sealed = await record('user.anonymised');
    await expectSealed(sealed);
    await stop();
    await start();

    await expectSealed(sealed);
    await expect(application.query('delete from audit_log')).rejects.toMatchObject({ code: '42501' });
  }, 60_000);
});
