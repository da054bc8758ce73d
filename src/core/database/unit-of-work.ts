import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** One database transaction, handed from service to service so that what belongs together fails together. */
export interface Tx {
  readonly manager: EntityManager;
  /** Runs after the commit, in order; dropped when the transaction fails. */
  afterCommit(listener: () => void): void;
}

/** A transaction whose end is left to whoever opened it. */
export interface OpenTransaction {
  readonly tx: Tx;
  commit(): Promise<void>;
  /** Never rejects; does nothing after the commit. */
  rollback(): Promise<void>;
}

/** Runs work in one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Commits when `work` resolves, then runs what it left for after the commit; rolls back when it rejects. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { tx, commit, rollback } = await this.begin();
    try {
      const result = await work(tx);
      await commit();
      return result;
    } catch (error) {
      await rollback();
      throw error;
    }
  }

  /** For whoever writes something of their own into it before the commit; one or the other end must be called. */
  async begin(): Promise<OpenTransaction> {
    const afterCommit: (() => void)[] = [];
    const runner = this.dataSource.createQueryRunner();
    const rollback = async () => {
      // A connection that is lost takes its transaction with it.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    };
    try {
      await runner.startTransaction();
    } catch (error) {
      await rollback();
      throw error;
    }
    return {
      tx: { manager: runner.manager, afterCommit: (listener) => void afterCommit.push(listener) },
      commit: async () => {
        await runner.commitTransaction();
        await runner.release();
        for (const listener of afterCommit) listener();
      },
      rollback,
    };
  }
}
