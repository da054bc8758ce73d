import cookie from '@fastify/cookie';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { routeApi, serveApiDocs } from './api-docs.js';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { limitBodyTimes } from './core/http/body-timeouts.js';
import { serveClient } from './core/http/client-files.js';
import { httpOptions, parseOnlyJson, passOverExpectations, tagAnswers } from './core/http/http-server.js';
import { RateLimiter } from './core/http/rate-limit/rate-limiter.js';
import { rememberRules } from './core/http/remembered-rules.js';
import { setSecurityHeaders } from './core/http/security-headers.js';
import { takeUploads } from './core/http/uploads.js';
import { NestLog } from './core/logging/nest-log.js';
import { logRequests } from './core/logging/request-log.js';
import { Metrics } from './core/metrics/metrics.js';
import { Authenticator } from './core/security/authenticator.js';
import { admitRequests } from './core/security/request-admission.js';

export interface ApplicationOptions {
  /** Where the built client is; left out, only the API is served. */
  readonly clientFolder?: string;
  /** Modules beside those of Parley. */
  readonly features?: readonly Type[];
}

/** Parley, ready to listen. `settings.databaseUrl` names a database that is migrated already. */
export async function createApplication(
  settings: Settings,
  log: Logger,
  { clientFolder, features }: ApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(httpOptions(settings, log));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings, features), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  rememberRules();
  const fastify = adapter.getInstance();
  parseOnlyJson(fastify);
  takeUploads(fastify);
  passOverExpectations(fastify);
  tagAnswers(fastify);
  logRequests(fastify, log);
  app.get(Metrics).observe(fastify);
  setSecurityHeaders(fastify);
  limitBodyTimes(fastify);
  // Last, so that what it refuses is answered with all that the others add.
  admitRequests(fastify, app.get(Authenticator), app.get(RateLimiter));
  await fastify.register(cookie);
  routeApi(app);
  serveApiDocs(app);
  if (clientFolder !== undefined) await serveClient(fastify, clientFolder);
  return app;
}
