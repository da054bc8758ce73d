import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
  readonly components: { schemas: Record<string, Schema> };
}

interface Response {
  readonly content?: Record<string, { schema: object }>;
  readonly headers?: Record<string, { required?: boolean }>;
}

type Schema = Record<string, unknown> & { type?: unknown; properties?: object };

const document = closed(JSON.parse(readFileSync('openapi.json', 'utf8')) as Document);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'openapi');

const routes = Object.entries(document.paths).map(([path, operations]) => ({
  path,
  operations,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));
const validators = new Map<string, ValidateFunction>();

/** Has answers judged by these schemas, too, in place of those of the same name: of a server with more features. */
export function judgeBySchemas(schemas: object): void {
  Object.assign(document.components.schemas, structuredClone(schemas));
  closed(document);
  ajv.removeSchema('openapi').addSchema(document, 'openapi');
  validators.clear();
}

/** Lets messages have a field more, wherever an answer shows one. */
export function judgeMessagesWith(field: string, schema: object): void {
  addToMessages(document.components.schemas, field, schema);
  ajv.removeSchema('openapi').addSchema(document, 'openapi');
  validators.clear();
}

/** Adds a field to every schema that shows a message. */
export function addToMessages(schemas: Record<string, { properties?: object }>, field: string, schema: object): void {
  const showing = Object.values(schemas).filter(
    ({ properties = {} }) => 'editedAt' in properties && 'body' in properties,
  );
  for (const { properties } of showing) Object.assign(properties ?? {}, { [field]: schema });
}

/**
 * What is wrong with an answer according to `openapi.json`: a status or content type that is not documented for its
 * operation, a missing, extra or wrong field, a header that it should have. Empty when it is as documented; addresses that do not exist are not judged.
 */
export function contractViolations(
  method: string,
  url: string,
  status: number,
  headers: Headers,
  body: unknown,
): string[] {
  const path = url.split('?')[0] ?? '';
  const route = routes.find((candidate) => candidate.pattern.test(path) && candidate.operations[method.toLowerCase()]);
  // Literal paths win over those with parameters, as they do in the router.
  const exact = document.paths[path]?.[method.toLowerCase()] ? path : route?.path;
  if (exact === undefined) return [];
  const answer = document.paths[exact]?.[method.toLowerCase()]?.responses[status];
  if (!answer) return [`${method} ${exact} answers ${status}, which is not documented`];
  if (!answer.content) return body === '' ? [] : [`${method} ${exact} ${status} has a body, which is not documented`];
  // A file, which is of whatever type it is.
  if (answer.content['*/*']) return [];
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (!answer.content[type]) return [`${method} ${exact} ${status} is ${type}, which is not documented`];
  if (!/json/.test(type)) return [];
  const absent = Object.entries(answer.headers ?? {}).filter(([name, { required }]) => required && !headers.has(name));
  if (absent.length > 0) return absent.map(([name]) => `${method} ${exact} ${status} has no header ${name}`);
  const pointer = ['paths', exact, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
  const validate = validatorOf(pointer);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${method} ${exact} ${status}: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function validatorOf(pointer: readonly string[]): ValidateFunction {
  const reference = `openapi#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const known = validators.get(reference);
  if (known) return known;
  const validator = ajv.compile({ $ref: reference });
  validators.set(reference, validator);
  return validator;
}

/** Clients ignore unknown fields, tests do not: whatever the server sends must be in the document. */
function closed(open: Document): Document {
  for (const [name, schema] of Object.entries(open.components.schemas)) {
    // Problems have members of their own, as RFC 9457 lets them.
    if (schema.properties && name !== 'ProblemDto') schema.additionalProperties = false;
  }
  return open;
}
