import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

const WORKER = fileURLToPath(new URL('./picture-worker.mjs', import.meta.url));
/** Of data, in kB: beyond it a picture fails, and nothing else does. Less, and Node itself does not start. */
const MEMORY_KB = 1_000_000;
const HEAP_MB = 128;
/** Longer than any picture within the bounds takes on a slow machine; only an end of the process ends a decoder. */
const DRAW_WITHIN_MS = 20_000;
/** Nobody uploads pictures at that time: what it holds is given back. */
const IDLE_MS = 60_000;

/** A file that the worker left in the folder. */
export interface MadePicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** What a picture is, once it was opened. */
export interface DrawnPicture {
  /** The picture without what its camera wrote into it. */
  readonly file: string;
  /** Another type than it came with, where it had to be drawn anew. */
  readonly mediaType: string | undefined;
  /** Absent where there was no time to draw it. */
  readonly drawn?: {
    readonly width: number;
    readonly height: number;
    readonly preview: string;
    readonly thumbnails: readonly MadePicture[];
  };
}

/** It is broken, or larger than its bounds, or no picture at all. */
export class NotAPicture extends Error {}

interface Cleaned {
  readonly file: string;
  readonly mediaType?: string;
}

/** What the worker is asked for, with the shape of what it answers to each. */
interface Results {
  show: NonNullable<DrawnPicture['drawn']>;
  square: readonly MadePicture[];
  logo: readonly MadePicture[];
}

interface Job<Task extends keyof Results = keyof Results> {
  readonly task: Task;
  readonly path: string;
  readonly folder: string;
}

/** Without `done` where there was no time for it. */
interface Outcome<Result> {
  readonly cleaned?: Cleaned | undefined;
  readonly done?: Result;
}

type Answer<Result> =
  | { readonly ready: true }
  | { readonly cleaned: Cleaned }
  | { readonly done: Result }
  | { readonly refused: 'bounds' | 'broken' };

/**
 * One process beside this one that opens pictures, one at a time: decoders of pictures are where a file can do harm. It has
 * a bound for its memory, and is ended when it takes too long; the next picture gets a new one.
 */
@Injectable()
export class PictureProcess implements OnApplicationShutdown {
  private readonly logger = new Logger(PictureProcess.name);
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  /**
   * Draws one picture; what it leaves is in `folder`. Rejects with NotAPicture. The next one is asked for when this one is
   * answered.
   */
  async draw(path: string, folder: string): Promise<DrawnPicture> {
    const { cleaned, done } = await this.work({ task: 'show', path, folder });
    return { file: cleaned?.file ?? path, mediaType: cleaned?.mediaType, ...(done && { drawn: done }) };
  }

  /** Draws its middle as squares of all the sizes that show somebody or something, the largest first; as `draw` does. */
  async square(path: string, folder: string): Promise<readonly MadePicture[]> {
    return this.made({ task: 'square', path, folder });
  }

  /** Draws all of it in the size of a logo, as `draw` does. */
  async logo(path: string, folder: string): Promise<readonly MadePicture[]> {
    return this.made({ task: 'logo', path, folder });
  }

  onApplicationShutdown(): void {
    clearTimeout(this.idle);
    this.end();
  }

  private async made(job: Job<'square' | 'logo'>): Promise<readonly MadePicture[]> {
    const { done } = await this.work(job);
    if (!done) throw new NotAPicture();
    return done;
  }

  private async work<Task extends keyof Results>(job: Job<Task>): Promise<Outcome<Results[Task]>> {
    clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    try {
      return await this.ask(child, job);
    } finally {
      this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
    }
  }

  private ask<Task extends keyof Results>(child: ChildProcess, job: Job<Task>): Promise<Outcome<Results[Task]>> {
    return new Promise((resolve, reject) => {
      let cleaned: Cleaned | undefined;
      const finish = (end: () => void): void => {
        clearTimeout(timer);
        child.off('message', hear);
        child.off('exit', fail);
        child.off('error', fail);
        end();
      };
      const fail = (): void => {
        this.forget(child);
        finish(() => reject(new NotAPicture()));
      };
      const tooLate = (): void => {
        this.end();
        const kept = cleaned;
        finish(() => (kept ? resolve({ cleaned: kept }) : reject(new NotAPicture())));
      };
      const hear = (answer: Answer<Results[Task]>): void => {
        if ('cleaned' in answer) cleaned = answer.cleaned;
        if ('refused' in answer) finish(() => reject(new NotAPicture()));
        if ('done' in answer) finish(() => resolve({ cleaned, done: answer.done }));
      };
      const timer = setTimeout(tooLate, DRAW_WITHIN_MS);
      child.on('message', hear);
      child.once('exit', fail);
      child.once('error', fail);
      child.send(job, (error) => error && fail());
    });
  }

  private start(): ChildProcess {
    const node = [process.execPath, `--max-old-space-size=${HEAP_MB}`, WORKER];
    // A shell sets the bound, which Node cannot, and lets others go first.
    const command =
      process.platform === 'win32' ? node : ['sh', '-c', `ulimit -d ${MEMORY_KB}; exec nice "$0" "$@"`, ...node];
    const [program = '', ...words] = command;
    const child = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Without it the allocator keeps a pool for each thread, a hundred megabytes in all.
      env: { PATH: process.env['PATH'], MALLOC_ARENA_MAX: '2' },
    });
    child.on('error', (error) => this.logger.error({ err: error }));
    child.once('exit', () => this.forget(child));
    // A server that ends does not wait for it.
    child.unref();
    child.channel?.unref();
    return child;
  }

  private end(): void {
    const { child } = this;
    if (!child) return;
    this.forget(child);
    child.kill('SIGKILL');
  }

  private forget(child: ChildProcess): void {
    if (this.child === child) this.child = undefined;
  }
}
