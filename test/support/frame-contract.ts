import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

interface AsyncApi {
  readonly operations: { readonly tell: { readonly messages: readonly { readonly $ref: string }[] } };
  readonly components: {
    messages: Record<string, { payload: { properties?: { type?: { const?: string } }; allOf?: Part[] } }>;
  };
}
interface Part {
  readonly properties?: { type?: { const?: string } };
}

const document = parse(readFileSync('asyncapi.yaml', 'utf8')) as AsyncApi;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'asyncapi');

const byType = new Map<string, ValidateFunction>();
// What the server tells; some types are also what a client sends, with other members.
const told = document.operations.tell.messages.map(({ $ref }) => $ref.replace(/^.*\//, ''));
for (const [name, { payload }] of Object.entries(document.components.messages)) {
  if (!told.includes(name)) continue;
  const type = [payload as Part, ...(payload.allOf ?? [])].map((part) => part.properties?.type?.const).find(Boolean);
  if (!type) throw new Error(`The frame ${name} has no type.`);
  byType.set(type, ajv.compile({ $ref: `asyncapi#/components/messages/${name}/payload` }));
}

/** What is wrong with a frame according to `asyncapi.yaml`; empty when it is as documented. */
export function frameViolations(frame: { readonly type: string }): string[] {
  const validate = byType.get(frame.type);
  const { type } = frame;
  if (!validate) return [`${type} is not documented`];
  if (validate(frame)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${type}: ${instancePath} ${message}`);
}
