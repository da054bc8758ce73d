import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import type { AllowedPushHosts } from './push-hosts.js';

/** The push services of the browsers that people use; what begins with a dot stands for every host below it. */
export const KNOWN_PUSH_HOSTS = [
  'fcm.googleapis.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
] as const;

/** How an endpoint may be reached: only at public addresses, or wherever an operator's own entry says. */
export type EndpointReach = 'public' | 'as-named';

/** Undefined when nothing may be sent to it: it is none of the services that are known or were added. */
export function reachOf(endpoint: string, { known, added }: AllowedPushHosts): EndpointReach | undefined {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password || url.hash || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.port !== '' && added.includes(url.host)) return 'as-named';
  if (url.protocol !== 'https:' || url.port !== '' || ipaddr.isValid(url.hostname.replace(/^\[|\]$/g, ''))) {
    return undefined;
  }
  const isAllowed = [...(known ? KNOWN_PUSH_HOSTS : []), ...added].some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
  );
  return isAllowed ? 'public' : undefined;
}

/** Its name leads to this network, where nothing is to be reached on behalf of people. */
export class PrivateAddress extends Error {
  constructor() {
    super('The host leads to an address that is not public.');
  }
}

export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks a host up for a connection, and fails when any of its addresses is not public: what was checked is what is used. */
export function lookUpPublic(host: string, options: LookupOptions, done: LookupDone): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error('The host has no address.'), []);
    if (!addresses.every(({ address }) => isPublic(address))) return done(new PrivateAddress(), []);
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
}
