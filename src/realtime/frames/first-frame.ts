/** Opcodes from here on are pings and the like; they come between messages and are 125 bytes at most. */
const CONTROL = 0x8;
const [FINAL, OPCODE, LENGTH] = [0x80, 0x0f, 0x7f];
const [LENGTH_IN_2_BYTES, LENGTH_IN_8_BYTES] = [126, 127];
const MASK_BYTES = 4;

/**
 * Reads in the bytes of a connection how long its first message says it is (RFC 6455, 5.2), so that a long one is refused
 * before it is received.
 */
export class FirstFrame {
  private unread = Buffer.alloc(0);

  /** The length; Infinity for a message in several frames, which says none. Undefined until enough bytes came. */
  lengthAfter(chunk: Buffer): number | undefined {
    this.unread = Buffer.concat([this.unread, chunk]);
    while (this.unread.length >= 2) {
      const [first = 0, second = 0] = this.unread;
      const isControl = (first & OPCODE) >= CONTROL;
      const length = second & LENGTH;
      if (!isControl) return this.lengthOf(first, length);
      const end = 2 + MASK_BYTES + length;
      if (this.unread.length < end) return undefined;
      this.unread = this.unread.subarray(end);
    }
    return undefined;
  }

  private lengthOf(first: number, length: number): number | undefined {
    if ((first & FINAL) === 0 || length === LENGTH_IN_8_BYTES) return Infinity;
    if (length !== LENGTH_IN_2_BYTES) return length;
    return this.unread.length < 4 ? undefined : this.unread.readUInt16BE(2);
  }
}
