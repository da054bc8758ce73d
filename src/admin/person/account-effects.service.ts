import { Injectable } from '@nestjs/common';
import { FilesOfPerson } from '../../attachments/files-of-person.js';
import { SecondFactors } from '../../auth/second-factor/second-factors.service.js';
import { Sessions } from '../../auth/sessions/sessions.service.js';
import type { Principal } from '../../core/security/principal.js';
import { GroupSuccession } from '../../messages/members/group-succession.js';
import { ScheduledOfPerson } from '../../scheduled/scheduled-of-person.js';
import { Accounts } from '../../users/accounts.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { UserCards } from '../../users/user-cards.js';
import { UserPermission } from '../../users/users.permissions.js';
import { judgeAct } from '../account-rules.js';
import type { AccountEffectsDto } from './dto/account-effects.dto.js';
import { MAX_HEIRS } from './dto/heirs.dto.js';

/** What hangs on an account, said before anything is done to it: numbers and names, never what somebody wrote. */
@Injectable()
export class AccountEffects {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly factors: SecondFactors,
    private readonly succession: GroupSuccession,
    private readonly scheduled: ScheduledOfPerson,
    private readonly files: FilesOfPerson,
    private readonly cards: UserCards,
  ) {}

  /** Throws PermissionDenied, UserNotFound or AccountProtected. */
  async of(principal: Principal, id: string): Promise<AccountEffectsDto> {
    const [actor, target] = await Promise.all([this.accounts.find(principal.userId), this.accounts.find(id)]);
    judgeAct(actor, target, UserPermission.Manage);
    const [sessions, scheduled, storage, { groups, owned, onlyOwnerOf }, factors] = await Promise.all([
      this.sessions.openCounts([id]),
      this.scheduled.waiting(id),
      this.files.storage(id),
      this.succession.owned(id, MAX_HEIRS),
      this.factors.countsOf([id]),
    ]);
    const cards = await this.cards.get(groups.flatMap(({ candidates }) => candidates));
    const people = (ids: readonly string[]) =>
      ids.flatMap((of) => cards.get(of) ?? []).map((card) => UserCardDto.from(card));
    return {
      sessions: sessions.get(id) ?? 0,
      scheduled,
      storage,
      secondFactor: {
        totpSince: factors.get(id)?.totpSince ?? null,
        passkeys: factors.get(id)?.passkeys ?? 0,
        recoveryCodesLeft: factors.get(id)?.recoveryCodesLeft ?? 0,
      },
      ownedGroups: owned,
      onlyOwnerOf,
      groups: groups.map(({ isOnlyOwner, candidates, ...group }) => ({
        ...group,
        onlyOwner: isOnlyOwner,
        candidates: people(candidates),
      })),
    };
  }
}
