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
    // In one statement: the duty of everybody may end between two.
    const [{ since }] = await this.duties.query<[Pick<SecondFactorDuty, 'since'>]>(
      `insert into second_factor_duties (user_id, since) values ($1, $2)
       on conflict on constraint second_factor_duties_pkey do update set since = second_factor_duties.since
       returning since`,
      [userId, new Date()],
    );
    return since;
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
