import type { FastifyRequest } from 'fastify';
import { isUuid } from '../uuid.js';

/** A place in a conversation. */
const SEQ = /^\d{1,15}$/;
/** Where no route says what it is: shorter than any capability, and not encoded. */
const PLAIN = /^[\w.-]{1,36}$/;
const MAX_LENGTH = 200;

/** The path of a request as it may be logged: without its query, and of what callers fill in only ids. */
export function loggablePath({ routeOptions, params, url }: FastifyRequest): string {
  const route = routeOptions.url;
  if (route !== undefined && !route.includes('*')) {
    return route.replace(/:(\w+)/g, (_, name: string) => {
      const value = (params as Record<string, string>)[name] ?? '';
      return isId(value) ? value : '…';
    });
  }
  return plainPath(url);
}

/** Anything else in an address may be a capability, such as an invitation. */
function isId(value: string): boolean {
  return isUuid(value.toLowerCase()) || SEQ.test(value);
}

/** The same for a request that has no route. */
export function plainPath(url: string): string {
  const [path = ''] = url.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/, 1);
  return path.replace(/[^/]+/g, (segment) => (PLAIN.test(segment) ? segment : '…')).slice(0, MAX_LENGTH);
}
