import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Settings } from '../../config/settings.js';

/** Says whether a proxy at that address, so many hops from this server, may say for whom it speaks. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/** A number of hops counts from this server outwards. */
export function proxyTrust(setting: Settings['trustProxy']): ProxyTrust {
  if (setting === false) return () => false;
  if (typeof setting === 'number') return (_address, hop) => hop < setting;
  const networks = setting.map((entry) => (entry.includes('/') ? ipaddr.parseCIDR(entry) : wholeAddress(entry)));
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const asking = ipaddr.process(address);
    return networks.some(
      ([network, bits]) => asking.kind() === network.kind() && asking.match([network, bits] as never),
    );
  };
}

/** The address of the client of a connection that is taken over, as Fastify finds it for a request. */
export function clientAddress({ headers, socket }: IncomingMessage, isTrusted: ProxyTrust): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',');
  const addresses = [socket.remoteAddress ?? '', ...forwarded.map((address) => address.trim()).reverse()].filter(
    Boolean,
  );
  const client = addresses.findIndex((address, hop) => hop === addresses.length - 1 || !isTrusted(address, hop));
  return addresses[client] ?? '';
}

function wholeAddress(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address);
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128];
}
