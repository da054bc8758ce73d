import type { DataSource } from 'typeorm';

/**
 * Transaction ids mean something in one cluster only. In another than last time (the database was restored from a dump)
 * everything goes that is read by them: what was to be told, and how far each consumer had come, which begins anew.
 */
export async function noteIdentity(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const [identity] = await manager.query<{ id: string; isSame: boolean; isKnown: boolean }[]>(
      `select s.system_identifier::text as id,
         exists (select 1 from database_identity) as "isKnown",
         exists (select 1 from database_identity d where d.system_identifier = s.system_identifier) as "isSame"
       from pg_control_system() s`,
    );
    if (!identity || identity.isSame) return;
    if (identity.isKnown) {
      for (const table of ['outbox', 'outbox_cursors', 'revocations', 'database_identity']) {
        await manager.query(`delete from ${table}`);
      }
    }
    await manager.query('insert into database_identity (system_identifier) values ($1)', [identity.id]);
  });
}
