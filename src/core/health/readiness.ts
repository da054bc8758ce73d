import { Injectable } from '@nestjs/common';

/** Says why this node should get no requests now; undefined when it is fine. */
export type ReadinessProbe = () => Promise<string | undefined> | string | undefined;

/** Collects what must be well before a load balancer sends requests here. */
@Injectable()
export class Readiness {
  private readonly probes = new Map<string, ReadinessProbe>();

  /** Adds a probe; the name appears in the answer when it fails. */
  add(name: string, probe: ReadinessProbe): void {
    this.probes.set(name, probe);
  }

  /** The reasons why not, by probe; empty when ready. A probe that throws is a reason too. */
  async problems(): Promise<Record<string, string>> {
    const answers = await Promise.all(
      [...this.probes].map(async ([name, probe]) => {
        try {
          return [name, await probe()] as const;
        } catch {
          // Why exactly is in the log of whoever failed; a load balancer only needs to know that it did.
          return [name, 'does not answer'] as const;
        }
      }),
    );
    return Object.fromEntries(answers.flatMap(([name, reason]) => (reason === undefined ? [] : [[name, reason]])));
  }
}
