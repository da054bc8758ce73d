/** What one message may have as JSON on any transport. */
export const MAX_MESSAGE_BYTES = 7_500;

/**
 * Packs messages, JSON texts of at most MAX_MESSAGE_BYTES each, into as few payloads as hold them, in their order. A
 * payload begins with the node that says it.
 */
export function packMessages(nodeId: string, messages: readonly string[], maxBytes: number): string[] {
  const head = `${nodeId}\n[`;
  const payloads: string[] = [];
  let parts: string[] = [];
  let size = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(message) + 1;
    if (parts.length > 0 && head.length + size + bytes > maxBytes) {
      payloads.push(`${head}${parts.join(',')}]`);
      parts = [];
      size = 0;
    }
    parts.push(message);
    size += bytes;
  }
  if (parts.length > 0) payloads.push(`${head}${parts.join(',')}]`);
  return payloads;
}
