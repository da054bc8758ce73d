import type { FastifyRequest } from 'fastify';
import '@fastify/cookie';
import { PICTURES_PATH } from '../files/picture-address.js';
import { portOf } from '../http/port-of.js';

/** Below it are the files of messages. */
export const FILES_PATH = '/api/v1/attachments';
/** Browsers send the cookie for what is below these, and for nothing else. */
export const COOKIE_PATHS: readonly string[] = [FILES_PATH, PICTURES_PATH];
/** The parameter of an address that opens by itself. */
export const PASS_PARAMETER = 'pass';

/** A pass as it came; of an address, it is for that path alone. */
export interface FilePass {
  readonly text: string;
  readonly path?: string;
}

/** The cookie by which a browser opens files: pictures of a page are asked for without an access token. */
export function filesCookieName(request: FastifyRequest): string {
  return `parley_files_${portOf(request)}`;
}

/** Browsers take a cookie of such a name from a secure page alone. */
export function secureNameOf(name: string): string {
  return `__Secure-${name}`;
}

/** The pass that a request without an access token came with. */
export function filePassOf(request: FastifyRequest): FilePass | undefined {
  const { headers, url, server } = request;
  if (headers.authorization !== undefined) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const inAddress = searchParams.get(PASS_PARAMETER);
  if (inAddress !== null) return { text: inAddress, path: pathname };
  if (headers.cookie === undefined) return undefined;
  const [cookies, name] = [server.parseCookie(headers.cookie), filesCookieName(request)];
  const inCookie = cookies[secureNameOf(name)] ?? cookies[name];
  return inCookie ? { text: inCookie } : undefined;
}
