import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** One database transaction, handed from service to service so that what belongs together fails together. */
export interface Tx {
  readonly manager: EntityManager;
  /** Runs after the commit, in order; dropped when the transaction fails. */
  afterCommit(listener: () => void): void;
}

/** Runs work in one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Commits when `work` resolves, then runs what it left for after the commit; rolls back when it rejects. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) =>
      work({ manager, afterCommit: (listener) => void afterCommit.push(listener) }),
    );
    for (const listener of afterCommit) listener();
    return result;
  }
}
