import { fork } from 'node:child_process';

/** A process of its own for something that must not share a thread with what is measured: the load, a reference. */
export class Helper {
  static running = new Set();

  /** Resolves when it says that it is ready; `told` is what it said with it. */
  static async start(file, { args = [], execArgv = [], env = {} } = {}) {
    const child = fork(file, args, { execArgv, env: { ...process.env, ...env }, serialization: 'advanced' });
    const helper = new Helper(child);
    helper.told = await helper.ready;
    return helper;
  }

  constructor(child) {
    this.child = child;
    this.waiting = new Map();
    this.count = 0;
    Helper.running.add(this);
    this.ready = new Promise((resolve, reject) => this.waiting.set('ready', { resolve, reject }));
    child.on('message', ({ id, answer, error }) => {
      const { resolve, reject } = this.waiting.get(id) ?? {};
      this.waiting.delete(id);
      if (error === undefined) resolve?.(answer);
      else reject?.(new Error(error));
    });
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    void this.ended.then((code) => {
      Helper.running.delete(this);
      for (const { reject } of this.waiting.values()) reject(new Error(`A process of the bench ended with ${code}.`));
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Has it do a job; resolves with what came of it. */
  ask(job, options) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, job, options });
    });
  }

  async stop() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
