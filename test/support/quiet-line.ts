import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A network between a process and its database that can stop carrying anything, without a word to either side. */
export class QuietLine {
  private readonly sockets = new Set<Socket>();
  private isQuiet = false;

  private constructor(
    private readonly server: Server,
    /** The database by way of this line. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<QuietLine> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const line = new QuietLine(server, url.href);
    server.on('connection', (near) => line.carry(near, connect(Number(target.port || 5432), target.hostname)));
    return line;
  }

  /** From now on nothing arrives, and new connections are taken and not answered. */
  silence(): void {
    this.isQuiet = true;
  }

  speak(): void {
    this.isQuiet = false;
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private carry(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => {
        if (this.isQuiet) from.pause().unshift(bytes);
        else to.write(bytes);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
