import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { CLOSE_CODES } from './realtime/frames/close-codes.js';
import { documentedFrames, type DocumentedFrame } from './realtime/frames/frame-classes.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { wholeNumbers } from './whole-numbers.js';

type Schema = Record<string, unknown> & { properties?: Record<string, Record<string, unknown>> };

/** The AsyncAPI document of all frames: who sends each, when, and its fields as its class says them. */
export function describeRealtime(app: INestApplication): object {
  const frames = documentedFrames().toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const names = { client: frames.filter(isAsked).map(nameOf), server: frames.filter(isTold).map(nameOf) };
  return {
    asyncapi: '3.0.0',
    info: { title: 'Parley realtime', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    servers: { own: { host: 'localhost:3000', protocol: 'ws', description: ADDRESS } },
    channels: {
      realtime: {
        address: '/api/v1/realtime',
        messages: Object.fromEntries(
          [...names.client, ...names.server].map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: {
      ask: operation('receive', 'What a client sends.', names.client),
      tell: operation('send', 'What the server sends.', names.server),
    },
    components: {
      messages: Object.fromEntries(frames.map((frame) => [nameOf(frame), messageOf(frame)])),
      schemas: schemasOf(app, frames),
    },
  };
}

function operation(action: 'send' | 'receive', summary: string, names: readonly string[]): object {
  const messages = names.map((name) => ({ $ref: `#/channels/realtime/messages/${name}` }));
  return { action, channel: { $ref: '#/channels/realtime' }, summary, messages };
}

function messageOf({ frame, summary, example }: DocumentedFrame): object {
  return {
    summary,
    payload: { $ref: `#/components/schemas/${frame.name}` },
    ...(example && { examples: [{ payload: { type: frame.type, ...example } }] }),
  };
}

/** As Swagger reads classes, which is how the bodies of HTTP are described. */
function schemasOf(app: INestApplication, frames: readonly DocumentedFrame[]): Record<string, Schema> {
  const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build(), {
    include: [RealtimeModule],
    extraModels: frames.map(({ frame }) => frame),
  });
  const schemas = (components?.schemas ?? {}) as Record<string, Schema>;
  wholeNumbers(schemas);
  for (const { properties = {} } of Object.values(schemas)) Object.values(properties).forEach(nameExamples);
  for (const described of frames) {
    const { type } = described.frame;
    const schema = schemas[described.frame.name] ?? {};
    // What a client sends has no other fields; what the server sends may grow.
    if (isAsked(described)) schema.additionalProperties = false;
    const { type: _, ...fields } = schema.properties ?? {};
    schema.properties = { type: { const: type }, ...fields };
  }
  return Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** OpenAPI has one example of a schema, AsyncAPI a list of them. */
function nameExamples(schema: Record<string, unknown>): void {
  if (!('example' in schema)) return;
  schema.examples = [schema.example];
  delete schema.example;
}

function isAsked({ sentBy }: DocumentedFrame): boolean {
  return sentBy === 'client';
}

function isTold({ sentBy }: DocumentedFrame): boolean {
  return sentBy === 'server';
}

/** `message.created` is messageCreated; what clients send too has another name when the server tells it. */
function nameOf({ frame: { type }, sentBy }: DocumentedFrame): string {
  const name = type.replace(/\.(.)/g, (_, letter: string) => letter.toUpperCase());
  const isSentToo = documentedFrames().some((other) => other.frame.type === type && other.sentBy !== sentBy);
  return sentBy === 'server' && isSentToo ? `${name}Told` : name;
}

const ADDRESS = `The same address as the HTTP API. Before the upgrade a foreign \`Origin\` is refused with 403, and with 429 and
\`Retry-After\` who has 60 sockets at the address that have not said hello.
`;

const DESCRIPTION = `One WebSocket for each client: text frames of JSON in both directions.

The first frame, within five seconds, is \`hello\` with an access token; the server answers \`ready\`. A refreshed
token is sent the same way on the open socket. The server pings every \`heartbeatSeconds\` and ends a connection
after two misses.

**The socket is a hint, the database is the truth.** Across connections any event may be lost, repeated or late.
On one connection each event is sent once and in \`rev\` order within its conversation, and an \`ack\` counts as the
event of its message. A client that sees a gap in \`rev\` fetches \`GET /conversations/{id}/changes\`; a gap may prove
empty. Clients ignore types and fields that they do not know.

Close codes: ${Object.entries(CLOSE_CODES)
  .map(([code, meaning]) => `${code} ${meaning}`)
  .join(' · ')}.
`;
