import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { SearchIndexRepository } from './search-index.repository.js';

/** Has conversations indexed anew whose messages were changed by nobody who told of it. */
@Injectable()
export class IndexAnew {
  constructor(
    private readonly index: SearchIndexRepository,
    private readonly work: UnitOfWork,
  ) {}

  /** Nothing of them is found until the backlog comes to them, within seconds. */
  async conversations(ids: readonly string[]): Promise<void> {
    await this.work.run(async (tx) => {
      await this.index.lock(tx, ids);
      for (const id of ids) await this.index.forget(tx, id);
    });
  }
}
