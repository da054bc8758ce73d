import type { Page, WebSocketRoute } from '@playwright/test';

/** The connection of a page, which can be cut, and which can refuse what is sent. */
export class Line {
  private readonly sockets = new Set<WebSocketRoute>();
  private isCut = false;
  /** What `send` is answered with instead of reaching the server. */
  refusal: string | undefined;

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

  private carry(socket: WebSocketRoute): void {
    if (this.isCut) return void socket.close({ code: 1013 });
    this.sockets.add(socket);
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const frame = JSON.parse(String(text)) as { type: string; ref?: number };
      if (frame.type !== 'send' || this.refusal === undefined) return server.send(text);
      const problem = { type: 'about:blank', title: 'No', status: 403, code: 'forbidden', detail: this.refusal };
      socket.send(JSON.stringify({ type: 'error', ref: frame.ref, problem }));
    });
  }
}
