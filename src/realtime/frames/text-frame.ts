/** The last and only part of a message, which is text. */
const FINAL_TEXT = 0x81;
const [SHORT, MEDIUM] = [126, 65_536];
const [LENGTH_IN_2_BYTES, LENGTH_IN_8_BYTES] = [126, 127];

/** A text as the bytes of a WebSocket frame (RFC 6455, 5.2), made once for all sockets that get it. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < SHORT ? 2 : length < MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (length < SHORT) {
    frame[1] = length;
  } else if (length < MEDIUM) {
    frame[1] = LENGTH_IN_2_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_IN_8_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}
