import type { Page, WebSocketRoute } from '@playwright/test';

/** The connection of a page, which can be cut, and which can hold back or refuse what is sent. */
export class Line {
  private readonly sockets = new Set<WebSocketRoute>();
  private readonly held: (() => void)[] = [];
  private isCut = false;
  private holdsBack = false;
  /** What `send` is answered with instead of reaching the server. */
  refusal: string | undefined;
  /** Of that answer: from 500 on it is the server's fault, and the page goes on trying. */
  refusalStatus = 403;

  private constructor(private readonly page: Page) {}

  /** Before the page is opened. */
  static async of(page: Page): Promise<Line> {
    const line = new Line(page);
    await page.routeWebSocket(/\/realtime$/, (socket) => line.carry(socket));
    return line;
  }

  /** Nothing comes through any more; a browser that is set offline would keep its open socket. */
  async cut(): Promise<void> {
    this.isCut = true;
    await this.page.context().setOffline(true);
    for (const socket of this.sockets) await socket.close({ code: 1013 });
    this.sockets.clear();
  }

  async mend(): Promise<void> {
    this.isCut = false;
    await this.page.context().setOffline(false);
  }

  /** What is sent waits on the way. */
  hold(): void {
    this.holdsBack = true;
  }

  letGo(): void {
    this.holdsBack = false;
    for (const go of this.held.splice(0)) go();
  }

  private carry(socket: WebSocketRoute): void {
    if (this.isCut) return void socket.close({ code: 1013 });
    this.sockets.add(socket);
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const frame = JSON.parse(String(text)) as { type: string; ref?: number };
      if (frame.type === 'send' && this.holdsBack) return void this.held.push(() => server.send(text));
      if (frame.type !== 'send' || this.refusal === undefined) return server.send(text);
      const [status, detail] = [this.refusalStatus, this.refusal];
      const problem = {
        type: 'about:blank',
        title: 'No',
        status,
        code: status < 500 ? 'forbidden' : 'unexpected',
        detail,
      };
      socket.send(JSON.stringify({ type: 'error', ref: frame.ref, problem }));
    });
  }
}
