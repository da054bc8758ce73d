import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { type Invite, stateOf } from '../auth/registration/invite.js';
import { Invites } from '../auth/registration/invites.service.js';
import { APP_SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { UnitOfWork } from '../core/database/unit-of-work.js';
import type { ClientInfo } from '../core/http/client-info.js';
import type { PageQuery } from '../core/http/page.js';
import type { Principal } from '../core/security/principal.js';
import type { CreateInviteDto, InviteDto, InvitePageDto, NewInviteDto } from './dto/invites.dto.js';

const DEFAULT_DAYS = 7;

/** The administration of invitations. */
@Injectable()
export class AdminInvites {
  constructor(
    private readonly invites: Invites,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    @Inject(APP_SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  async list({ limit, cursor }: PageQuery): Promise<InvitePageDto> {
    const page = await this.invites.page(limit, cursor);
    return { items: page.items.map(inviteDto), nextCursor: page.nextCursor };
  }

  /** The answer holds the link, which cannot be shown again. */
  async create(principal: Principal, dto: CreateInviteDto, client: ClientInfo): Promise<NewInviteDto> {
    const { email, expiresInDays = DEFAULT_DAYS, maxUses = 1 } = dto;
    const { invite, token } = await this.work.run(async (tx) => {
      const created = await this.invites.create(tx, principal.userId, { email, expiresInDays, maxUses });
      await this.audit.record(tx, {
        actorId: principal.userId,
        action: 'invite.created',
        targetType: 'invite',
        targetId: created.invite.id,
        after: { email: email ?? null, expiresAt: created.invite.expiresAt, maxUses },
        ...client,
      });
      return created;
    });
    return { ...inviteDto(invite), token, url: `${this.settings.publicUrl ?? ''}/register?invite=${token}` };
  }

  /** Throws InviteNotFound. */
  async revoke(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      await this.invites.revoke(tx, id);
      await this.audit.record(tx, {
        actorId: principal.userId,
        action: 'invite.revoked',
        targetType: 'invite',
        targetId: id,
        ...client,
      });
    });
  }
}

function inviteDto(invite: Invite): InviteDto {
  const { id, email, maxUses, uses, createdBy, createdAt, expiresAt } = invite;
  return { id, email, maxUses, uses, state: stateOf(invite, new Date()), createdBy, createdAt, expiresAt };
}
