import { rmSync } from 'node:fs';

/** Stops the PostgreSQL of the run and forgets it. */
export default async function tearDown() {
  const { postgres, folder } = globalThis.testPostgres;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
