import type { Writable } from 'node:stream';

let held: Writable[] = [];

/** What is written to the stream from now on leaves together at the end of this turn of the event loop, in one system call. */
export function holdForThisTurn(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  if (held.length === 0) setImmediate(letGo);
  held.push(stream);
  stream.cork();
}

function letGo(): void {
  const streams = held;
  held = [];
  for (const stream of streams) stream.uncork();
}
