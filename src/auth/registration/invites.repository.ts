import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import type { Tx } from '../../core/database/unit-of-work.js';
import { permissionsOf } from '../../core/security/permissions.js';
import type { Account } from '../../users/account.js';
import { cardOf } from '../../users/user-card.js';
import { InviteRow } from './invite.entity.js';
import type { Invite, InviteMail } from './invite.js';
import { InvitePermission } from './invites.permissions.js';

/** An invitation as it is stored; who made it is known by id alone. */
export type StoredInvite = Omit<Invite, 'inviter' | 'mayInviterInvite'>;

type Inviter = Pick<
  Account,
  | 'id'
  | 'username'
  | 'firstName'
  | 'lastName'
  | 'avatarId'
  | 'isActive'
  | 'isStaff'
  | 'isSuperuser'
  | 'rolePermissions'
  | 'anonymisedAt'
>;

const COLUMNS = `i.id, i.email, i.max_uses as "maxUses", i.uses, i.created_by as "createdBy",
  i.created_at as "createdAt", i.expires_at as "expiresAt", i.revoked_at as "revokedAt", i.mail,
  json_build_object('id', u.id, 'username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'avatarId', u.avatar_id,
    'isActive', u.is_active, 'isStaff', u.is_staff, 'isSuperuser', u.is_superuser, 'rolePermissions', u.role_permissions,
    'anonymisedAt', u.anonymised_at
  ) as inviter`;
const SOURCE = 'from invites i join users u on u.id = i.created_by';

/** The invites table. */
@Injectable()
export class InvitesRepository {
  constructor(@InjectRepository(InviteRow) private readonly invites: Repository<InviteRow>) {}

  async findByHash(tokenHash: string): Promise<Invite | undefined> {
    return (await this.select(`select ${COLUMNS} ${SOURCE} where i.token_hash = $1`, [tokenHash]))[0];
  }

  /** The invitation as the transaction sees it; its inviter, locked first, loses no right until that ends. */
  async lock(tx: Tx, { id, createdBy }: Pick<StoredInvite, 'id' | 'createdBy'>): Promise<Invite | undefined> {
    await tx.manager.query('select 1 from users where id = $1 for share', [createdBy]);
    const text = `select ${COLUMNS} ${SOURCE} where i.id = $1 for no key update of i`;
    return (await tx.manager.query<Row[]>(text, [id])).map(inviteOf)[0];
  }

  async insert(tx: Tx, invite: StoredInvite, tokenHash: string): Promise<void> {
    await tx.manager.insert(InviteRow, { ...invite, tokenHash });
  }

  /** Newest first, beginning before `beforeId`: ids grow with time. */
  list(limit: number, beforeId?: string): Promise<Invite[]> {
    return this.select(
      `select ${COLUMNS} ${SOURCE} where $2::uuid is null or i.id < $2::uuid order by i.id desc limit $1`,
      [limit, beforeId ?? null],
    );
  }

  async find(id: string): Promise<Invite | undefined> {
    return (await this.select(`select ${COLUMNS} ${SOURCE} where i.id = $1`, [id]))[0];
  }

  async noteMail(id: string, mail: InviteMail): Promise<void> {
    await this.invites.update({ id }, { mail });
  }

  async countUse(tx: Tx, id: string): Promise<void> {
    await tx.manager.increment(InviteRow, { id }, 'uses', 1);
  }

  /** False when there is no such invitation that is not revoked. */
  async revoke(tx: Tx, id: string, now: Date): Promise<boolean> {
    const result = await tx.manager.update(InviteRow, { id, revokedAt: IsNull() }, { revokedAt: now });
    return result.affected === 1;
  }

  async revokeOpenOf(tx: Tx, createdBy: string, now: Date): Promise<void> {
    await tx.manager.query(
      `update invites set revoked_at = $2
       where created_by = $1 and revoked_at is null and uses < max_uses and expires_at > $2`,
      [createdBy, now],
    );
  }

  /** Forgets that invitations were for the address of this person; one that is open ends, or it would be for everybody. */
  async forgetAddressOf(tx: Tx, userId: string, now: Date): Promise<void> {
    await tx.manager.query(
      `update invites i set email = null,
         revoked_at = case when i.uses < i.max_uses and i.expires_at > $2 then coalesce(i.revoked_at, $2) else i.revoked_at end
       from users u where u.id = $1 and lower(i.email) = lower(u.email)`,
      [userId, now],
    );
  }

  private async select(text: string, values: unknown[]): Promise<Invite[]> {
    return (await this.invites.query<Row[]>(text, values)).map(inviteOf);
  }
}

interface Row extends StoredInvite {
  readonly inviter: Inviter;
}

function inviteOf({ inviter, ...invite }: Row): Invite {
  const mayInviterInvite = inviter.isActive && permissionsOf(inviter).has(InvitePermission.Manage);
  return { ...invite, inviter: cardOf(inviter), mayInviterInvite };
}
