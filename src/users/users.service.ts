import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { Principal } from '../core/security/principal.js';
import type { Account } from './account.js';
import { Accounts } from './accounts.js';
import { DirectoryUserDto } from './dto/directory-user.dto.js';
import type { PeopleQuery, UserPageDto } from './dto/list-users.dto.js';
import { MeDto } from './dto/me.dto.js';
import type { UpdateMeDto } from './dto/update-me.dto.js';
import { statusColumns } from './person-status.js';
import { Profiles } from './profiles.js';
import { EmailManaged } from './users.errors.js';

/** What everybody can do with accounts: see and change their own, find others. */
@Injectable()
export class UsersService {
  constructor(
    private readonly accounts: Accounts,
    private readonly profiles: Profiles,
    private readonly work: UnitOfWork,
  ) {}

  async getMe(principal: Principal): Promise<MeDto> {
    return this.shown(await this.accounts.get(principal.userId));
  }

  /** Throws EmailManaged and ValidationFailed. Changes only what was sent; everybody who shows my name or status is told. */
  async updateMe(
    { userId }: Principal,
    { status, email, fields, currentPassword: _, ...rest }: UpdateMeDto,
  ): Promise<MeDto> {
    // Before it is looked up: nobody learns whose address it is.
    if (email !== undefined && email !== (await this.accounts.get(userId)).email) throw new EmailManaged();
    const changes = { ...rest, ...(status !== undefined && statusColumns(status)) };
    const account = await this.work.run(async (tx) => {
      const values = fields && (await this.profiles.changed(tx, await this.accounts.lock(tx, userId), fields));
      return this.accounts.update(tx, userId, { ...changes, ...values });
    });
    return this.shown(account);
  }

  /** Active people only. */
  async list({ search, limit, cursor }: PeopleQuery): Promise<UserPageDto> {
    const page = await this.accounts.pageOfActive({ search, limit, cursor });
    return { items: page.items.map(DirectoryUserDto.from), nextCursor: page.nextCursor };
  }

  private async shown(account: Account): Promise<MeDto> {
    return MeDto.of(account, await this.profiles.allOf(account));
  }
}
