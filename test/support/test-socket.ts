import { WebSocket } from 'ws';
import { frameViolations } from './frame-contract.js';

export interface Frame {
  readonly type: string;
  readonly ref?: string | number;
  readonly conversationId?: string | null;
  readonly rev?: number | null;
  // Tests look into what they expect; the shape is proved by the contract tests.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [member: string]: any;
}

/** A real WebSocket that remembers everything it was sent. */
export class TestSocket {
  readonly frames: Frame[] = [];
  /** The close code, once it is closed. */
  closeCode: number | undefined;
  private readonly closing: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    // A test may wait for a hundred answers at once.
    socket.setMaxListeners(0);
    socket.on('message', (data) => this.keep(JSON.parse(String(data)) as Frame));
    this.closing = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.closeCode = code;
        resolve(code);
      });
    });
  }

  /** Connects without saying hello. */
  static async connect(url: string, headers: Record<string, string> = {}): Promise<TestSocket> {
    const socket = new WebSocket(url, { headers });
    const test = new TestSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return test;
  }

  /** Says hello and waits for `ready`. */
  static async signIn(url: string, token: string): Promise<TestSocket> {
    const test = await TestSocket.connect(url);
    test.send({ type: 'hello', token });
    await test.next('ready');
    return test;
  }

  /** What came and is not as `asyncapi.yaml` says; the application's `stop` looks at it. */
  readonly violations: string[] = [];

  private keep(frame: Frame): void {
    this.frames.push(frame);
    this.violations.push(...frameViolations(frame));
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The frames of one type so far. */
  of(type: string): Frame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  /** Waits for a frame of that type that fits; frames that came before count too. */
  async next(type: string, fits: (frame: Frame) => boolean = () => true, withinMs = 15_000): Promise<Frame> {
    const find = () => this.frames.find((frame) => frame.type === type && fits(frame));
    const found = find();
    if (found) return found;
    return new Promise((resolve, reject) => {
      const look = () => {
        const frame = find();
        if (frame) finish(() => resolve(frame));
      };
      const fail = () =>
        finish(() =>
          reject(new Error(`No ${type} came, but ${this.frames.map((frame) => frame.type).join(', ') || 'nothing'}.`)),
        );
      const timer = setTimeout(fail, withinMs);
      const finish = (then: () => void) => {
        clearTimeout(timer);
        this.socket.off('message', look);
        this.socket.off('close', fail);
        then();
      };
      this.socket.on('message', look);
      this.socket.on('close', fail);
    });
  }

  /** Sends a frame with a fresh ref and waits for its answer: `ack`, `pong` or `error`. */
  async ask(frame: object): Promise<Frame> {
    const ref = `ref-${Math.random().toString(36).slice(2)}`;
    this.send({ ...frame, ref });
    return Promise.race([
      this.next('ack', (answer) => answer.ref === ref),
      this.next('pong', (answer) => answer.ref === ref),
      this.next('error', (answer) => answer.ref === ref),
    ]);
  }

  /** Resolves with the close code. */
  closed(): Promise<number> {
    return this.closing;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closing;
  }
}
