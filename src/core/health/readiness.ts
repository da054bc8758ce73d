import { Injectable, Logger } from '@nestjs/common';

/** True, or a promise of true, while that part can do its work. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** A check that takes longer says by that alone that something is wrong. */
const ANSWER_WITHIN = 2_000;

/** Collects what must be well before a load balancer sends requests here. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger(Readiness.name);
  private readonly checks = new Map<string, ReadinessCheck>();

  /** Adds a check; the name appears in the answer when it fails. */
  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready, so that load balancers look elsewhere. */
  drain(): void {
    this.register('shutdown', () => false);
  }

  /** The names of the checks that fail; empty when ready. One that throws or does not answer has failed. */
  async failures(): Promise<string[]> {
    const passed = await Promise.all([...this.checks.values()].map((check) => this.passes(check)));
    return [...this.checks.keys()].filter((_, i) => !passed[i]);
  }

  private async passes(check: ReadinessCheck): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ANSWER_WITHIN);
    });
    try {
      return await Promise.race([check(), late]);
    } catch (error) {
      // Why it failed is for the log; a load balancer only needs to know that it did.
      this.logger.debug(error);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
