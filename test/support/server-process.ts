import { type ChildProcess, spawn } from 'node:child_process';

const START_WITHIN = 60_000;

/** The built server as an operator runs it, or another program that runs it. */
export class ServerProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => (this.output += data.toString()));
    }
  }

  static run(words: readonly string[], env: NodeJS.ProcessEnv): ServerProcess {
    return new ServerProcess(
      spawn(process.execPath, [...words], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** Everything it wrote so far. */
  get text(): string {
    return this.output;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** The address of the nth start. */
  async address(start = 1): Promise<string> {
    const deadline = performance.now() + START_WITHIN;
    for (;;) {
      const port = [...this.output.matchAll(/running at http:\/\/\S+?:(\d+)/g)][start - 1]?.[1];
      if (port) return `http://127.0.0.1:${port}`;
      if (this.child.exitCode !== null || performance.now() > deadline) throw new Error(`No start: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves with the exit code; null for a signal. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await new Promise((resolve) => this.child.once('close', resolve));
    }
    return this.child.exitCode;
  }
}
