/**
 * A password as it is hashed (RFC 8265, OpaqueString): every space is the plain one and accents are composed, so that it
 * is the same whatever system it was typed on.
 */
export function preparedPassword(typed: string): string {
  return typed.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}
