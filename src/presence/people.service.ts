import { Injectable } from '@nestjs/common';
import type { Principal } from '../core/security/principal.js';
import { Accounts } from '../users/accounts.js';
import { Profiles } from '../users/profiles.js';
import { PersonDto } from './dto/person.dto.js';
import { viewsOf } from './presence-facts.js';
import { PresenceRepository } from './presence.repository.js';

/** People as one of them sees another: who they are, and whether they are there. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly accounts: Accounts,
    private readonly profiles: Profiles,
    private readonly presence: PresenceRepository,
  ) {}

  /** Also people who have left; throws UserNotFound. */
  async get({ userId }: Principal, id: string): Promise<PersonDto> {
    const account = await this.accounts.get(id);
    const [facts] = await this.presence.facts([account.id], [userId]);
    return PersonDto.of(account, await this.profiles.shownOf(account), viewsOf(account.id, facts)(userId));
  }
}
