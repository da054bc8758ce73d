/** What a problem says of itself, whoever meets it. `code` is API: a released code is never renamed or reused. */
export interface ProblemDefinition {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

const registry = new Map<string, ProblemDefinition>();

/** Every problem that the loaded code can answer with, by code; the API document is made from it. */
export const problemDefinitions: ReadonlyMap<string, ProblemDefinition> = registry;

/** An outcome that the caller can act on. Thrown by services, answered as problem+json, never logged as a failure. */
export abstract class DomainError extends Error {
  abstract readonly definition: ProblemDefinition;

  /**
   * @param detail what was wrong with this request and what to do, ending with a full stop
   * @param extensions further members of the answer, such as `errors`
   * @param headers headers of the answer, such as `Retry-After`
   */
  constructor(
    readonly detail: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = new.target.name;
  }
}

/** A class that carries its own definition, so that a route can name it and the document can list it. */
export interface ProblemClass {
  readonly definition: ProblemDefinition;
}

/** Statuses that mean "not now": their answers say when to come back, a second later unless the problem knows better. */
const PASSING = [429, 503];

/** Makes the base class of one problem: `class NotThere extends defineProblem('not_there', 404, 'Not there') {}`. */
export function defineProblem(code: string, status: number, title: string) {
  if (registry.has(code)) throw new Error(`The problem code ${code} is defined twice.`);
  const definition: ProblemDefinition = { code, status, title };
  registry.set(code, definition);
  return class extends DomainError {
    static readonly definition = definition;
    readonly definition = definition;

    constructor(...[detail, extensions, headers]: ConstructorParameters<typeof DomainError>) {
      super(detail, extensions, { ...(PASSING.includes(status) && { 'Retry-After': '1' }), ...headers });
    }
  };
}
