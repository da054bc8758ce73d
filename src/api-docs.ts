import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { documentProblems } from './core/errors/problem-documents.js';
import { ProblemDto } from './core/errors/problem.dto.js';
import { LimitsDto } from './core/limits.js';
import { OrganisationSettingsDto, UpdateSettingsDto } from './core/organisation/define-setting.js';
import { VERSION } from './core/version.js';
import { wholeNumbers } from './whole-numbers.js';

const OUTSIDE_THE_API = ['health/live', 'health/ready', 'metrics'];

/** Where routes are, for the server and for its document alike. */
export function routeApi(app: INestApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
}

/** The OpenAPI document of all routes; made once, on the first request for it. */
export function serveApiDocs(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Parley API',
  });
}

/** The OpenAPI document of `app`. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, HEAD, {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  documentProblems(document);
  for (const { name } of DECLARED_ALL_OVER) sortFields(document, name);
  wholeNumbers(document);
  return document;
}

/** Their fields are declared by the features; in whatever order those are loaded, the document is the same. */
const DECLARED_ALL_OVER = [LimitsDto, OrganisationSettingsDto, UpdateSettingsDto];

function sortFields({ components }: OpenAPIObject, name: string): void {
  const schema = components?.schemas?.[name];
  if (!schema || !('properties' in schema) || !schema.properties) return;
  schema.properties = Object.fromEntries(Object.entries(schema.properties).toSorted(([a], [b]) => a.localeCompare(b)));
  schema.required?.sort();
}

const HEAD = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Parley')
  .setVersion(VERSION)
  .setDescription(
    'Direct and group conversations whose messages can carry a subject like mail, in real time. ' +
      'Sign in with `POST /api/v1/auth/login` and send the `accessToken` as a bearer token. ' +
      'Every error is a problem document of RFC 9457; its `code` is stable. The WebSocket at `/api/v1/realtime` is described in `asyncapi.yaml`.',
  )
  .setLicense('MIT', 'https://opensource.org/license/mit')
  .addServer('/', 'This server')
  .addTag('server', 'What this server is and can do.')
  .addTag('sign-in', 'Signing in and out, sessions, registration.')
  .addTag('people', 'Oneself and the directory of people.')
  .addTag('conversations', 'Conversations, their members, and how I keep them.')
  .addTag('messages', 'Sending, reading, changing and deleting messages.')
  .addTag('files', 'Uploading files, and opening those of messages.')
  .addTag('drafts', 'What I began to write, on all my devices.')
  .addTag('mail', 'Messages across conversations, as mail shows them.')
  .addTag('administration', 'Accounts, invites and settings; for staff.')
  .addTag('operation', 'For those who run the server.')
  .addBearerAuth({
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `accessToken` of a sign-in.',
  })
  .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The METRICS_TOKEN of the server.' }, 'metrics')
  .build();
