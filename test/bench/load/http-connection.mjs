import { createConnection } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;

/** One kept connection with one request at a time, written and read as bytes: Node's own client costs as much as a server. */
export class HttpConnection {
  static async open(port) {
    const connection = new HttpConnection(createConnection({ port, host: '127.0.0.1', noDelay: true }));
    await new Promise((resolve, reject) => connection.stream.once('connect', resolve).once('error', reject));
    connection.stream.on('error', (error) => connection.fail(error));
    connection.stream.on('close', () => connection.fail(new Error('The server closed the connection.')));
    return connection;
  }

  read = [];
  waiting = undefined;

  constructor(stream) {
    this.stream = stream;
    stream.on('data', (data) => this.take(data));
  }

  /** Resolves with `{ status, head, body }`, the body as bytes. */
  request({ method = 'POST', path, token, body }) {
    const credentials = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
    const content =
      body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    this.stream.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${credentials}${content}\r\n${body ?? ''}`);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  close() {
    this.waiting = undefined;
    this.stream.destroy();
  }

  take(data) {
    this.read.push(data);
    if (this.end === undefined) this.findEnd();
    const length = this.read.reduce((sum, { length }) => sum + length, 0);
    if (this.end === undefined || length < this.end) return;
    const all = this.read.length === 1 ? this.read[0] : Buffer.concat(this.read);
    const { head, bodyAt } = this;
    this.read = [];
    this.end = undefined;
    this.answer({ status: Number(head.slice(9, 12)), head, body: all.subarray(bodyAt) });
  }

  findEnd() {
    const start = this.read.length === 1 ? this.read[0] : Buffer.concat(this.read);
    this.read = [start];
    const at = start.indexOf(HEAD_END);
    if (at < 0) return;
    this.head = start.latin1Slice(0, at);
    this.bodyAt = at + HEAD_END.length;
    this.end = this.bodyAt + Number(LENGTH.exec(this.head)?.[1] ?? 0);
  }

  answer(response) {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(response);
  }

  fail(error) {
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}
