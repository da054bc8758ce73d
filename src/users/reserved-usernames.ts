import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/unit-of-work.js';
import { UsersRepository } from './users.repository.js';

/** Which of these names something else than a person has, as the transaction sees it. */
type FindsNames = (tx: Tx, names: readonly string[]) => Promise<readonly string[]>;

/** What is mentioned like a person and is none: its name is nobody's username, and the other way round. */
@Injectable()
export class ReservedUsernames {
  private readonly finders: FindsNames[] = [];

  constructor(private readonly users: UsersRepository) {}

  /** To be called in `onModuleInit`. */
  register(find: FindsNames): void {
    this.finders.push(find);
  }

  async among(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
    const found: string[] = [];
    for (const find of this.finders) found.push(...(await find(tx, names)));
    return new Set(found);
  }

  /** Until the transaction ends nobody else takes this name, whatever for: who has it can be asked after that. */
  async hold(tx: Tx, name: string): Promise<void> {
    await this.users.lockName(tx, name);
  }
}
