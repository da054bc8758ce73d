import { UserCardDto } from '../../users/dto/user-card.dto.js';
import type { UserCard } from '../../users/user-cards.js';
import type { AdminJob } from './admin-job.entity.js';
import type { AdminJobDto } from './dto/admin-job.dto.js';

/** A job as clients see it; `cards` has whoever asked for it. */
export function jobDtoOf(job: AdminJob, cards: ReadonlyMap<string, UserCard>): AdminJobDto {
  const actor = cards.get(job.actorId);
  if (!actor) throw new Error('The account of an administrator is gone.');
  const { id, action, details, importId, state, reason, total, changed, unchanged, failed, createdAt, endedAt } = job;
  return {
    ...{ id, action, roleId: details.roleId ?? null, importId },
    ...{ actor: UserCardDto.from(actor), state, reason, done: changed + unchanged + failed, total },
    ...{ changed, unchanged, failedTotal: failed, createdAt, endedAt },
  };
}
