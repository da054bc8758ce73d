/** What a header may say of itself without being encoded (RFC 8187). */
const NOT_PLAIN = /[^A-Za-z0-9!#$&+.^_`|~-]/gu;

/** Whether a file is shown or saved, and under which name (RFC 6266): in plain letters, and as it is. */
export function contentDisposition(type: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = name.replaceAll(NOT_PLAIN, (sign) =>
    [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
