import { hkdfSync } from 'node:crypto';

/** The token of the link that makes the first account, where none is set: the same at every start and on every node. */
export function setupTokenOf(jwtSecrets: readonly string[]): string {
  return Buffer.from(hkdfSync('sha256', jwtSecrets[0] ?? '', '', 'parley set-up token', 32)).toString('base64url');
}

/** Where the first account is made. */
export function setupLink(address: string, setupToken: string): string {
  return `${address}/setup?token=${setupToken}`;
}
