import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { createApplication, describeApi } from './application.js';
import { readSettings } from './config/settings.js';

/** Writes the API document to the file named on the command line; needs no database. */
const [file = 'openapi.json'] = process.argv.slice(2);
const settings = { ...readSettings({}), databaseUrl: 'postgres://nobody@localhost/nowhere', jwtSecrets: ['-'.repeat(32)] };
const app = await createApplication(settings, pino({ level: 'error' }), { preview: true });
writeFileSync(file, `${JSON.stringify(describeApi(app), null, 2)}\n`);
await app.close();
process.exit(0);
