import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { addToMessages } from './contract.js';

interface AsyncApi {
  readonly operations: { readonly tell: { readonly messages: readonly { readonly $ref: string }[] } };
  readonly components: {
    readonly messages: Record<string, Message>;
    readonly schemas: Record<string, Schema>;
  };
}

interface Message {
  readonly payload: { readonly $ref: string };
  readonly examples?: readonly { readonly payload: object }[];
}

type Schema = Record<string, unknown> & { properties?: { type?: { const?: string } } };

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const byType = new Map<string, ValidateFunction>();
const committed = parse(readFileSync('asyncapi.yaml', 'utf8')) as AsyncApi;
judgeBy(committed, 'asyncapi');

/** Has the frames that the server tells judged by this document, too; what is judged already stays so. */
export function judgeBy(open: object, name: string): void {
  const document = closed(open as AsyncApi);
  ajv.addSchema(document, name);
  // Some types are also what a client sends, with other members.
  for (const { $ref } of document.operations.tell.messages) {
    const reference = document.components.messages[lastPart($ref)]?.payload.$ref ?? '';
    const type = document.components.schemas[lastPart(reference)]?.properties?.type?.const;
    if (!type) throw new Error(`The frame ${$ref} has no type.`);
    if (!byType.has(type)) byType.set(type, ajv.compile({ $ref: `${name}${reference}` }));
  }
}

/** Lets messages have a field more, in whatever frame. */
export function judgeMessagesInFramesWith(field: string, schema: object): void {
  addToMessages(committed.components.schemas, field, schema);
  ajv.removeSchema('asyncapi');
  byType.clear();
  judgeBy(committed, 'asyncapi');
}

/** What is wrong with a frame according to `asyncapi.yaml`; empty when it is as documented. */
export function frameViolations(frame: { readonly type: string }): string[] {
  const validate = byType.get(frame.type);
  const { type } = frame;
  if (!validate) return [`${type} is not documented`];
  if (validate(frame)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${type}: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** What is wrong with the examples in `asyncapi.yaml`, and how many there are. */
export function judgeExamples(): { readonly count: number; readonly violations: readonly unknown[] } {
  const examples = Object.values(committed.components.messages).flatMap(({ payload, examples: own = [] }) =>
    own.map((example) => ({ schema: `asyncapi${payload.$ref}`, example: example.payload })),
  );
  const wrong = examples.filter(({ schema, example }) => !ajv.validate(schema, example));
  return { count: examples.length, violations: wrong };
}

/** Clients ignore unknown fields, tests do not: whatever the server sends must be in the document. */
function closed(open: AsyncApi): AsyncApi {
  for (const [name, schema] of Object.entries(open.components.schemas)) {
    // Problems have members of their own, as RFC 9457 lets them.
    if (schema.properties && name !== 'ProblemDto') schema.additionalProperties = false;
  }
  return open;
}

function lastPart(reference: string): string {
  return reference.replace(/^.*\//, '');
}
