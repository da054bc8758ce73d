import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config/settings.js';
import { storedSecret } from '../config/stored-secret.js';
import { reportSlow } from '../core/logging/slow-work.js';
import { runProcess } from '../run-process.js';
import { Accounts } from '../users/accounts.js';
import { DEMO_DEACTIVATED, DEMO_OWNER, DEMO_PEOPLE } from './demo-people.js';
import { DemoSeed } from './demo-seed.js';

/** Starts Parley with a small company in a data folder of its own, and says how to sign in. */
await runProcess({
  // The company writes faster than people do.
  defaults: { DATA_DIR: './data-demo', RATE_LIMITS: 'off' },
  prepare: introduceCompany,
});

async function introduceCompany(application: NestFastifyApplication, settings: Settings): Promise<void> {
  const password = storedSecret(join(settings.dataDir, 'secrets'), 'demo-password').slice(0, 16);
  if (!(await application.get(Accounts).isAnybodyThere())) {
    const seed = new DemoSeed(application, settings.setupToken, password);
    await reportSlow(new Logger('Demo'), 'Making the company', () => seed.plant());
  }
  const names = [DEMO_OWNER, ...DEMO_PEOPLE].map(({ username }) => username);
  process.stdout.write(
    `\nThis is the demonstration, Fennwick Instruments. Everybody's password is ${password}\n` +
      '  noor.haddad     is an organisation admin and has the fullest inbox\n' +
      '  samuel.adeyemi  is the organisation owner\n' +
      `  also: ${names.filter((name) => name !== DEMO_DEACTIVATED && !/^(noor|samuel)/.test(name)).join(', ')}\n\n`,
  );
}
