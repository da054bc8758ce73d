import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { SecondFactorDuty } from './second-factor-duty.entity.js';

/** The second_factor_duties table. */
@Injectable()
export class SecondFactorDutiesRepository {
  constructor(@InjectRepository(SecondFactorDuty) private readonly duties: Repository<SecondFactorDuty>) {}

  /** Since when: from now on, unless it was before. */
  async since(userId: string): Promise<Date> {
    const present = await this.duties.findOneBy({ userId });
    if (present) return present.since;
    await this.duties.createQueryBuilder().insert().values({ userId, since: new Date() }).orIgnore().execute();
    return (await this.duties.findOneByOrFail({ userId })).since;
  }

  async end(userId: string): Promise<void> {
    await this.duties.delete({ userId });
  }

  async endWithin(tx: Tx, userId: string): Promise<void> {
    await tx.manager.delete(SecondFactorDuty, { userId });
  }

  async endAll(tx: Tx): Promise<void> {
    await tx.manager.createQueryBuilder().delete().from(SecondFactorDuty).execute();
  }
}
