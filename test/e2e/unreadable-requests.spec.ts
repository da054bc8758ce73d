import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestLog } from '../../src/core/logging/nest-log.js';
import { TestApp } from '../support/test-app.js';

const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const REALTIME = '/api/v1/realtime';

let app: TestApp;
const logged: string[] = [];
beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  Logger.overrideLogger(new NestLog(log));
  app = await TestApp.start({}, log);
});
afterAll(() => app.stop());

describe('what never becomes a request', () => {
  it.each([
    ['an address that cannot be decoded', head('/api/v1/%zz', 'Connection: close'), 400],
    ['an upgrade where there is none', upgrade('/nowhere', KEY), 404],
    ['an upgrade with a wrong key', upgrade(REALTIME, 'Sec-WebSocket-Key: x'), 400],
  ])('has a line in the log, under its id: %s', async (_case, bytes, status) => {
    const { requestId } = await answerTo(bytes);

    const lines = logged.filter((line) => line.includes(requestId ?? 'no id'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ method: 'GET', status, ip: '127.0.0.1', requestId }),
    ]);
  });

  it.each([
    ['no HTTP', 'GARBAGE\r\n\r\n', 400, 'malformed_request'],
    ['a head that is too long', head('/api/v1/meta', `X-Long: ${'x'.repeat(20_000)}`), 400, 'malformed_request'],
    ['an upgrade with a wrong key', upgrade(REALTIME, 'Sec-WebSocket-Key: x'), 400, 'malformed_request'],
    ['an upgrade to another version', upgrade(REALTIME, KEY).replace('13', '99'), 400, 'malformed_request'],
    ['an upgrade where there is none', upgrade('/nowhere', KEY), 404, 'route_not_found'],
    ['an upgrade from another site', upgrade(REALTIME, KEY, 'Origin: https://evil.example'), 403, 'origin_refused'],
  ])('is answered with a problem like any other: %s', async (_case, bytes, status, code) => {
    const { type, requestId, ...answer } = await answerTo(bytes);

    expect(answer).toMatchObject({ status, body: { status, code, requestId } });
    expect([type, requestId]).toEqual([expect.stringMatching(/^application\/problem\+json/), expect.any(String)]);
  });

  it('an upgrade to anything but WebSocket is passed over, and the request answered', async () => {
    const h2c = head(
      '/api/v1/meta',
      'Connection: Upgrade, HTTP2-Settings, close',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABk',
    );

    expect(await answerTo(h2c)).toMatchObject({ status: 200 });
  });

  it('an expectation that nobody knows is passed over', async () => {
    expect(await answerTo(head('/api/v1/meta', 'Expect: nonsense', 'Connection: close'))).toMatchObject({
      status: 200,
    });
  });
});

function head(path: string, ...headers: string[]): string {
  return [`GET ${path} HTTP/1.1`, 'Host: parley.example', ...headers, '', ''].join('\r\n');
}

function upgrade(path: string, ...headers: string[]): string {
  return head(path, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', ...headers);
}

/** What comes back for these bytes, read without the help of an HTTP client. */
async function answerTo(bytes: string) {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  socket.write(bytes);
  const [top = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(top)?.[1]?.trim();
  return {
    status: Number(top.split(' ')[1]),
    type: header('content-type'),
    requestId: header('x-request-id'),
    body: JSON.parse(body) as unknown,
  };
}
