import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { TestApp } from '../support/test-app.js';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly security?: object[];
  readonly 'x-permission'?: string;
  readonly requestBody?: { content: Record<string, object> };
  readonly responses: Record<string, { content?: Record<string, { examples?: object }> }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    const operation = methods[method];
    return operation ? [{ path, method, operation }] : [];
  }),
);

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('every route', () => {
  it('of the server is in the document', () => {
    const fastify = app.nest.getHttpAdapter().getInstance();
    const missing = operations.filter(
      ({ path, method }) =>
        !fastify.hasRoute({ url: path.replaceAll(/\{(\w+)\}/g, ':$1'), method: method.toUpperCase() }),
    );
    const routes = fastify.printRoutes({ commonPrefix: false }).match(/\((?:GET|POST|PUT|PATCH|DELETE)[^)]*\)/g) ?? [];

    expect(missing.map(({ path }) => path)).toEqual([]);
    expect(routes.length).toBeGreaterThan(0);
  });

  it('needs a permission or is public on purpose', () => {
    const undeclared = operations.filter(
      ({ operation }) =>
        !operation['x-permission'] && !operation.security?.some((entry) => Object.keys(entry).length === 0),
    );

    expect(undeclared.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
  });

  it('with a permission answers 401 to somebody who is not signed in', async () => {
    const guarded = operations.filter(({ operation }) => operation['x-permission']);

    const answers = await Promise.all(
      guarded.map(async ({ path, method }) => {
        const url = path.replaceAll(/\{\w+\}/g, '1').replace('/api/v1', '');
        const { status, body } = await app
          .anonymous()
          .raw(method.toUpperCase(), url, method === 'get' ? undefined : '{}');
        return { route: `${method} ${path}`, status, code: body.code };
      }),
    );

    expect(guarded.length).toBeGreaterThan(25);
    expect(answers.filter(({ status, code }) => status !== 401 || code !== 'unauthenticated')).toEqual([]);
  });

  it('has a name of its own, a summary, a description, and an example of each problem', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    const incomplete = operations.filter(({ operation: { summary, description, responses } }) => {
      const problems = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      const exemplified = problems.every(([, answer]) => answer.content?.['application/problem+json']?.examples);
      return !summary || !description || problems.length === 0 || !exemplified;
    });

    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id ?? ''))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(incomplete.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
  });
});
