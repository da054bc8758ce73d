import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { Principal } from '../core/security/principal.js';
import { Accounts } from './accounts.js';
import { DirectoryUserDto } from './dto/directory-user.dto.js';
import type { PeopleQuery, UserPageDto } from './dto/list-users.dto.js';
import type { UpdateMeDto } from './dto/update-me.dto.js';
import { UserDto } from './dto/user.dto.js';
import { statusColumns } from './person-status.js';
import { EmailManaged } from './users.errors.js';

/** What everybody can do with accounts: see and change their own, find others. */
@Injectable()
export class UsersService {
  constructor(
    private readonly accounts: Accounts,
    private readonly work: UnitOfWork,
  ) {}

  async getMe(principal: Principal): Promise<UserDto> {
    return UserDto.from(await this.accounts.get(principal.userId));
  }

  /** Throws EmailManaged. Changes only what was sent; everybody who shows my name or status is told. */
  async updateMe(principal: Principal, { status, email, currentPassword: _, ...rest }: UpdateMeDto): Promise<UserDto> {
    // Before it is looked up: nobody learns whose address it is.
    if (email !== undefined && email !== (await this.accounts.get(principal.userId)).email) throw new EmailManaged();
    const changes = { ...rest, ...(status !== undefined && statusColumns(status)) };
    return UserDto.from(await this.work.run((tx) => this.accounts.update(tx, principal.userId, changes)));
  }

  /** Active people only. */
  async list({ search, limit, cursor }: PeopleQuery): Promise<UserPageDto> {
    const page = await this.accounts.page({ search, status: 'active', limit, cursor, among: 'names' });
    return { items: page.items.map(DirectoryUserDto.from), nextCursor: page.nextCursor };
  }
}
