import type { Node } from './installation.js';

const PATIENCE_MS = 5_000;

export interface Reply {
  /** 0 when there was no answer: nobody knows what became of the request. */
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer, as JSON has it
  readonly body: any;
}

/** Asks a node that may be gone, frozen or without its database. */
export async function ask(
  node: Node,
  method: string,
  path: string,
  { token, body }: { token?: string | undefined; body?: unknown } = {},
): Promise<Reply> {
  try {
    const response = await fetch(`${node.url}/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  } catch {
    return { status: 0, body: undefined };
  }
}

/** True for an answer after which nobody needs to ask again: done, or refused for a reason that will not pass. */
export function isCertain(status: number): boolean {
  return status !== 0 && status < 500 && status !== 429;
}
