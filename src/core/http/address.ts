import ipaddr from 'ipaddr.js';

/**
 * Who counts as one at the other end: an IPv4 address, or the /64 in which an IPv6 subscriber has every address. Of a
 * connection that is gone already there is no address: those count together.
 */
export function sourceOf(ip: string | undefined): string {
  return networkOf(ip ?? '', 64);
}

/** Whose guesses count together: an IPv4 address, or the /48 that one site has, with its 65,536 networks. */
export function siteOf(ip: string): string {
  return networkOf(ip, 48);
}

/** An address of this machine itself, in the usual or in the longer form. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

function networkOf(ip: string, bits: 48 | 64): string {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 45);
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  const network = (address as ipaddr.IPv6).parts.slice(0, bits / 16).map((part) => part.toString(16));
  return `${network.join(':')}::/${bits}`;
}
