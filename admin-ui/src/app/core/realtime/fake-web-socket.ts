import type { ServerFrame } from './frames';

/** A WebSocket whose other end is the test. */
export class FakeWebSocket {
  readonly sent: Record<string, unknown>[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server says this. */
  hear(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The server accepts the connection and the token. */
  welcome(): void {
    this.onopen?.();
    this.hear({ type: 'ready', userId: 'me', sessionId: 's', heartbeatSeconds: 25 });
  }

  /** The connection ends with this code. */
  end(code: number): void {
    this.onclose?.({ code });
  }
}
