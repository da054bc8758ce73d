import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a push service was handed, as the device reads it. */
export interface Push {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into what they expect
  readonly shown: any;
  readonly headers: IncomingHttpHeaders;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A browser that was subscribed: it alone reads what is for it. */
export class Device {
  readonly received: Push[] = [];
  private readonly key: ECDH = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  /** What its service answers next; then it takes what comes. Undefined: nothing at all. */
  readonly answers: (Answer | undefined)[] = [];
  asked = 0;

  constructor(readonly endpoint: string) {
    this.key.generateKeys();
  }

  get subscription() {
    const keys = { p256dh: this.key.getPublicKey('base64url'), auth: this.auth.toString('base64url') };
    return { endpoint: this.endpoint, keys };
  }

  /** RFC 8291 with one record of RFC 8188. */
  read(body: Buffer): unknown {
    const [salt, server] = [body.subarray(0, 16), body.subarray(21, 86)];
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.key.getPublicKey(), server]);
    const secret = derive(this.auth, this.key.computeSecret(server), info, 32);
    const key = derive(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const cipher = createDecipheriv(
      'aes-128-gcm',
      key,
      derive(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12),
    );
    cipher.setAuthTag(body.subarray(-16));
    const text = Buffer.concat([cipher.update(body.subarray(86, -16)), cipher.final()]);
    return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString());
  }
}

function derive(salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** A push service on this machine, for as many devices as there are. */
export class PushService {
  private readonly devices = new Map<string, Device>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const service = new PushService(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const device = service.devices.get(request.url ?? '');
        if (!device) return response.writeHead(404).end();
        device.asked++;
        const { status, headers } = device.answers.length > 0 ? (device.answers.shift() ?? {}) : { status: 201 };
        if (status === undefined) return;
        if (status === 201)
          device.received.push({ shown: device.read(Buffer.concat(chunks)), headers: request.headers });
        response.writeHead(status, headers).end();
      });
    });
    return service;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  device(): Device {
    const path = `/device/${randomBytes(6).toString('hex')}`;
    const device = new Device(`http://${this.host}${path}`);
    this.devices.set(path, device);
    return device;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
