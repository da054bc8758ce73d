import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '../../config/settings.js';
import { defineProblem } from '../errors/domain-error.js';

/** The page that asked belongs to another site. */
export class OriginRefused extends defineProblem('origin_refused', 403, 'Requests from that site are refused') {
  constructor() {
    super('The Origin of this request is neither this host nor the public address of this server.');
  }
}

/** True when a browser says that a page of another host asks. Without an `Origin` it is not a browser: false. */
export function isForeignOrigin(headers: IncomingHttpHeaders, { publicUrl }: Pick<Settings, 'publicUrl'>): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  const asking = URL.parse(origin);
  if (!asking?.host) return true;
  // Read with the scheme of the origin, so that a default port is left out on both sides alike.
  const own = [URL.parse(`${asking.protocol}//${host ?? ''}`), publicUrl === undefined ? null : URL.parse(publicUrl)];
  return own.every((url) => url?.host !== asking.host);
}
