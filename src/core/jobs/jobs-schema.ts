import { PgBoss, type Db } from 'pg-boss';
import { BOSS_OPTIONS } from './boss-options.js';

/** Brings the tables of pg-boss up to its version; under the lock of the migrations, so that no two nodes do it at once. */
export async function upgradeJobsSchema(executeSql: Db['executeSql']): Promise<void> {
  const boss = new PgBoss({ ...BOSS_OPTIONS, db: { executeSql }, supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ close: false, graceful: false });
}
