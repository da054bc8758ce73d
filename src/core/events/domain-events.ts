import { Injectable, Logger } from '@nestjs/common';

/**
 * Names and payloads of what happens, added to by `declare module` in each feature's `.events.ts`.
 * Facts in the past tense, with ids and DTOs; told after commit; nobody can veto.
 */
export interface DomainEventMap {}

type Listener<Name extends keyof DomainEventMap> = (event: DomainEventMap[Name]) => void;

/** In-process announcements after commit, in the order in which they were made. */
@Injectable()
export class DomainEvents {
  private readonly logger = new Logger(DomainEvents.name);
  private readonly listeners = new Map<string, Listener<never>[]>();

  on<Name extends keyof DomainEventMap>(name: Name, listener: Listener<Name>): void {
    const present = this.listeners.get(name) ?? [];
    this.listeners.set(name, [...present, listener]);
  }

  /** Calls every listener. One that throws is logged and does not disturb the others or the caller. */
  emit<Name extends keyof DomainEventMap>(name: Name, event: DomainEventMap[Name]): void {
    for (const listener of this.listeners.get(name) ?? []) {
      try {
        (listener as Listener<Name>)(event);
      } catch (error) {
        this.logger.error({ err: error, event: name });
      }
    }
  }
}
