import { RequestMethod, VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import cookie from '@fastify/cookie';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { newId } from './core/database/id.js';
import { asDomainError, problemOf, unknownProblem } from './core/errors/problem.js';
import { ProblemDto } from './core/errors/problem.dto.js';
import { documentProblems } from './core/errors/problem-documents.js';
import { serveClient } from './core/http/client-files.js';
import { registerSecurityHeaders } from './core/http/security-headers.js';
import { NestLog } from './core/logging/logging.js';
import { logRequests } from './core/logging/request-log.js';
import { countRequests } from './core/metrics/count-requests.js';
import { VERSION } from './core/version.js';

const BODY_LIMIT = 256 * 1024;

export interface ApplicationOptions {
  /** Where the built client is; left out, only the API is served. */
  readonly clientFolder?: string;
  /** Builds the routes without connecting to anything, to write the document. */
  readonly preview?: boolean;
}

/** Builds the application, ready to listen; nothing is open yet but the database. */
export async function createApplication(
  settings: Settings,
  log: Logger,
  { clientFolder, preview = false }: ApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies(settings.trustProxy),
    genReqId: newId,
    logger: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: false },
    frameworkErrors: answerFrameworkError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    preview,
    bodyParser: false,
  });
  acceptOnlyJson(app);
  app.setGlobalPrefix('api', {
    exclude: [
      { path: 'health/{*rest}', method: RequestMethod.ALL },
      { path: 'metrics', method: RequestMethod.ALL },
    ],
  });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  if (preview) return app;
  await app.register(cookie);
  await registerSecurityHeaders(app);
  logRequests(app.getHttpAdapter().getInstance(), log);
  countRequests(app);
  const document = describeApi(app);
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Parley API',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
  if (clientFolder) await serveClient(app, clientFolder);
  return app;
}

/** The OpenAPI document of everything the application answers to. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'A self-hosted messenger. Sign in with `POST /api/v1/auth/login`, then send the access token as a bearer token. ' +
        'Errors are RFC 9457 problems with a stable `code`. Realtime events are described in `asyncapi.yaml`.',
    )
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token.' })
    .setOpenAPIVersion('3.1.0');
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { extraModels: [ProblemDto] });
  documentProblems(document);
  return document;
}

const TAGS = [
  ['server', 'What this server is and can do.'],
  ['auth', 'Signing in and out, sessions and passwords.'],
  ['users', 'People.'],
  ['conversations', 'Who talks with whom.'],
  ['messages', 'Sending, reading, changing and deleting messages.'],
  ['mail', 'Messages across conversations, as mail shows them.'],
  ['admin', 'Accounts, invites and settings; for staff.'],
  ['operation', 'For those who run the server.'],
] as const;

/** A number of hops counts from this server outwards. */
function trustedProxies(setting: Settings['trustProxy']) {
  return typeof setting === 'number' ? (_address: string, hop: number) => hop < setting : setting;
}

/** NestJS and Fastify would read forms and plain text too: a form of another site could then send requests. */
function acceptOnlyJson(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (request, body, done) => {
    // A DELETE or a logout may announce JSON and send nothing.
    if (body === '') done(null, undefined);
    else fastify.getDefaultJsonParser('error', 'error')(request, body as string, done);
  });
}

/** Answers what Fastify refuses before any route is found, such as an address that cannot be decoded. */
function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = asDomainError(error);
  const problem = known ? problemOf(known, request.id) : unknownProblem(request.id);
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
