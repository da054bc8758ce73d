import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { describeApi, routeApi } from './api-docs.js';
import { readSettings } from './config/settings.js';
import { settingsDocument } from './settings-document.js';
import { describeRealtime } from './realtime-docs.js';

/**
 * `node dist/src/openapi.js <openapi.json> <asyncapi.json> <settings.md>` writes the documents that are made from the
 * code; needs no database.
 */
const [openapiFile = 'openapi.json', asyncapiFile = 'asyncapi.json', settingsFile = 'docs/settings.md'] =
  process.argv.slice(2);
const unused = 'postgres://unused@localhost/unused';
const settings = readSettings({
  DATABASE_URL: unused,
  JWT_SECRET: 'only the routes are looked at and nothing is made',
});
const app = await NestFactory.create(AppModule.forRoot(settings), new FastifyAdapter(), {
  // Routes are found, but nothing is constructed and nothing connects.
  preview: true,
  logger: ['error'],
  abortOnError: false,
});
routeApi(app);
writeFileSync(openapiFile, `${JSON.stringify(describeApi(app), undefined, 2)}\n`);
writeFileSync(asyncapiFile, JSON.stringify(describeRealtime(app)));
writeFileSync(settingsFile, settingsDocument());
await app.close();
