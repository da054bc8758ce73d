import { expect } from '@jest/globals';
import { contractViolations } from './contract.js';

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into what they expect
  readonly body: any;
}

/** A request under way: await it, or say first which status it must have. */
export class Request implements PromiseLike<Answer> {
  private readonly answer: Promise<Answer>;

  constructor(
    private readonly what: string,
    send: () => Promise<Answer>,
  ) {
    this.answer = send();
    // Whoever awaits it sees the failure; until then it is not an unhandled one.
    this.answer.catch(() => undefined);
  }

  async expect(status: number): Promise<Answer> {
    const answer = await this.answer;
    const { code, errors } = (answer.body ?? {}) as { code?: string; errors?: unknown };
    expect({ request: this.what, status: answer.status, ...(answer.status !== status && { code, errors }) }).toEqual({
      request: this.what,
      status,
    });
    return answer;
  }

  then<A = Answer, B = never>(
    onFulfilled?: ((answer: Answer) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.answer.then(onFulfilled, onRejected);
  }
}

/** Calls the API over real HTTP, signed in or not. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly token?: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same caller with further headers. */
  with(headers: Readonly<Record<string, string>>): Caller {
    return new Caller(this.url, this.token, { ...this.headers, ...headers });
  }

  get(path: string): Request {
    return this.request('GET', path);
  }

  post(path: string, body?: unknown): Request {
    return this.request('POST', path, body);
  }

  put(path: string, body?: unknown): Request {
    return this.request('PUT', path, body);
  }

  patch(path: string, body?: unknown): Request {
    return this.request('PATCH', path, body);
  }

  delete(path: string): Request {
    return this.request('DELETE', path);
  }

  /** Sends a body exactly as it is. */
  raw(method: string, path: string, body: string | undefined, contentType = 'application/json'): Request {
    return new Request(`${method} ${path}`, () => this.send(method, path, body, contentType));
  }

  /** Sends a form with one file. */
  upload(
    path: string,
    bytes: Uint8Array<ArrayBuffer> | string,
    name: string,
    type: string,
    method: 'POST' | 'PUT' = 'POST',
  ): Request {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type }), name);
    return new Request(`${method} ${path}`, () => this.send(method, path, form));
  }

  private request(method: string, path: string, body?: unknown): Request {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Request(`${method} ${path}`, () => this.send(method, path, text, 'application/json'));
  }

  private async send(
    method: string,
    path: string,
    body: string | FormData | undefined,
    contentType?: string,
  ): Promise<Answer> {
    const base = /^\/(health|metrics|api)(\/|$)/.test(path) ? '' : '/api/v1';
    const response = await fetch(`${this.url}${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(typeof body === 'string' && contentType !== undefined && { 'content-type': contentType }),
        ...this.headers,
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = /json\b/.test(response.headers.get('content-type') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? JSON.parse(text) : text,
    };
    expect(contractViolations(method, `${base}${path}`, answer.status, answer.headers, answer.body)).toEqual([]);
    return answer;
  }
}
