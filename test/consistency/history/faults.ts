import { setTimeout as delay } from 'node:timers/promises';
import type { Installation, Node } from './installation.js';
import type { Chance } from './chance.js';

/** How long a node stays away or frozen, in milliseconds: shorter and longer than what sessions and sockets bear. */
const [SHORTEST_MS, LONGEST_MS] = [200, 4_000];

type Fault = (installation: Installation, node: Node, chance: Chance) => Promise<void>;

const FAULTS: Readonly<Record<string, Fault>> = {
  'kill a node': async (_, node, chance) => {
    await node.kill();
    await delay(chance.between(SHORTEST_MS, LONGEST_MS));
    await node.start();
  },
  'freeze a node': async (_, node, chance) => {
    node.freeze();
    await delay(chance.between(SHORTEST_MS, LONGEST_MS));
    node.thaw();
  },
  'kill PostgreSQL': async (installation) => {
    installation.killPostgres();
    await delay(LONGEST_MS);
  },
  'cut the bus': async (installation) => {
    // While PostgreSQL recovers there is no bus to cut.
    await installation.cutBus().catch(() => undefined);
  },
};

/** Breaks something, again and again, until it is told to stop; everything is whole again when that resolves. */
export class Faults {
  /** How many kinds there are; each comes in turn. */
  static readonly KINDS = Object.keys(FAULTS).length;

  readonly done: string[] = [];
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly installation: Installation,
    private readonly chance: Chance,
    private readonly everyMs: number,
  ) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const names = Object.keys(FAULTS);
    for (let n = 0; !signal.aborted; n++) {
      await delay(this.chance.between(this.everyMs / 2, this.everyMs * 1.5), undefined, { signal }).catch(
        () => undefined,
      );
      if (signal.aborted) return;
      // Each in turn, so that a short run has every kind.
      const name = names[n % names.length] ?? '';
      const node = this.chance.oneOf(this.installation.nodes);
      await FAULTS[name]?.(this.installation, node, this.chance);
      this.done.push(`${name} (${node.name})`);
    }
  }
}
