// Sends and takes files, over bare HTTP with bytes that were made before.
import { request } from 'node:http';

const MILLISECONDS = 1_000;
const CHUNK = Buffer.alloc(64 * 1024, 'a file is a stream of bytes, whatever is in it. ');
const BOUNDARY = 'between the parts of a form';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`;
const FOOT = `\r\n--${BOUNDARY}--\r\n`;

/** Sends so many at once, as forms or bare; answers how long that took, and what was answered. */
export async function upload({ port, path, token, bytes, count = 1, isForm = false }) {
  const start = performance.now();
  const send = () => (isForm ? sendForm(port, path, token, bytes) : exchange(port, 'POST', path, token, bytes));
  const answers = await Promise.all(Array.from({ length: count }, send));
  return { seconds: (performance.now() - start) / MILLISECONDS, answers };
}

/** Takes all of a file and drops it. */
export async function download({ port, path, token }) {
  const start = performance.now();
  await exchange(port, 'GET', path, token, 0, { isKept: false });
  return { seconds: (performance.now() - start) / MILLISECONDS };
}

function sendForm(port, path, token, bytes) {
  const headers = { 'content-type': `multipart/form-data; boundary="${BOUNDARY}"` };
  return exchange(port, 'POST', path, token, bytes, { headers, head: HEAD, foot: FOOT });
}

function exchange(port, method, path, token, bytes, { headers, head = '', foot = '', isKept = true } = {}) {
  return new Promise((resolve, reject) => {
    const length = head.length + bytes + foot.length;
    const asked = request({
      port,
      method,
      path,
      headers: {
        ...headers,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'content-length': length }),
      },
    });
    asked.on('error', reject);
    asked.on('response', async (response) => {
      const kept = [];
      for await (const chunk of response) if (isKept) kept.push(chunk);
      const text = Buffer.concat(kept).toString();
      if (response.statusCode >= 300) return reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      resolve(text);
    });
    if (head) asked.write(head);
    let left = bytes;
    const write = () => {
      while (left > 0) {
        const chunk = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
        left -= chunk.length;
        if (!asked.write(chunk)) return asked.once('drain', write);
      }
      asked.end(foot);
    };
    write();
  });
}
