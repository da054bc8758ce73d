import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';
import { type ProblemClass, type ProblemDefinition, problemDefinitions } from './domain-error.js';

const PROBLEMS = 'x-problems';

/** Says which problems of its own a route answers with; those that every route shares are added by themselves. */
export const ApiProblems = (...problems: ProblemClass[]) =>
  ApiExtension(
    PROBLEMS,
    problems.map((problem) => problem.definition.code),
  );

const WITH_BODY = [
  'malformed_request',
  'validation_failed',
  'invalid_text',
  'payload_too_large',
  'unsupported_media_type',
];
const WITH_PARAMETERS = ['validation_failed', 'invalid_text'];
const SIGNED_IN = ['unauthenticated', 'permission_denied'];
const WITH_FACTOR = ['second_factor_setup_required'];
const CONFIRMED = ['confirmation_required'];
const ALWAYS = ['rate_limited', 'internal_error', 'service_unavailable'];
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Writes the problems of every operation into the document, one response for each status with an example of each code. */
export function documentProblems(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      const extensions = operation as unknown as Record<string, unknown>;
      const codes = new Set([
        ...((extensions[PROBLEMS] as string[] | undefined) ?? []),
        ...(operation.requestBody ? WITH_BODY : []),
        ...(operation.parameters?.length ? WITH_PARAMETERS : []),
        ...('x-permission' in extensions ? SIGNED_IN : []),
        ...('x-permission' in extensions && !('x-before-second-factor' in extensions) ? WITH_FACTOR : []),
        ...('x-confirmation' in extensions ? CONFIRMED : []),
        ...ALWAYS,
      ]);
      delete extensions[PROBLEMS];
      Object.assign(operation.responses, responses([...codes].map(definitionOf)));
    }
  }
}

function definitionOf(code: string): ProblemDefinition {
  const definition = problemDefinitions.get(code);
  if (!definition) throw new Error(`No problem is defined with the code ${code}.`);
  return definition;
}

function responses(definitions: readonly ProblemDefinition[]): Record<string, unknown> {
  const byStatus = Map.groupBy(definitions, (definition) => String(definition.status));
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([status, all]) => [status, { ...response(all), ...(HEADERS[status] && { headers: HEADERS[status] }) }]),
  );
}

const RETRY_AFTER = {
  description: 'How many seconds to wait.',
  required: true,
  schema: { type: 'integer', minimum: 1, example: 1 },
};

/** What answers of a status have beside the problem. */
const HEADERS: Readonly<Record<string, Record<string, object> | undefined>> = {
  401: {
    'WWW-Authenticate': { description: '`Bearer` where an access token is needed.', schema: { type: 'string' } },
  },
  429: {
    'Retry-After': RETRY_AFTER,
    RateLimit: {
      description: 'Which allowance is used up, and in how many seconds there is some again.',
      required: true,
      schema: { type: 'string', example: '"read";r=0;t=1' },
    },
    'RateLimit-Policy': {
      description: 'How much is allowed in how many seconds.',
      required: true,
      schema: { type: 'string', example: '"read";q=200;w=2' },
    },
  },
  503: { 'Retry-After': RETRY_AFTER },
};

function response(definitions: readonly ProblemDefinition[]) {
  return {
    description: definitions.map(({ code, title }) => `\`${code}\`: ${title}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/ProblemDto' },
        examples: Object.fromEntries(
          definitions.map((definition) => [definition.code, { value: example(definition) }]),
        ),
      },
    },
  };
}

function example({ code, status, title }: ProblemDefinition) {
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    requestId: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
  };
}
