import { AUDIT_ENTITIES, bareAuditTrail } from '../../audit/bare-audit-trail.js';
import { CannotStart } from '../../config/cannot-start.js';
import { withDatabase } from '../../core/database/with-database.js';
import { hashOf, newCapability } from '../../core/security/capability.js';
import { newId } from '../../core/database/id.js';
import { SecurityNotice } from '../notices/security-notice.entity.js';
import { SecurityNoticesRepository } from '../notices/security-notices.repository.js';
import { PasswordLink } from '../passwords/password-link.entity.js';
import { PasswordLinksRepository } from '../passwords/password-links.repository.js';
import { type Owner, OwnersRepository } from './owners.repository.js';

const LIFETIME_MS = 60 * 60 * 1_000;

/** Nobody can be let in; the message says why, and what to do. */
export class NoRescue extends CannotStart {}

/** Where an owner chooses another password, once. */
export interface Rescue {
  readonly username: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes a link for an owner of the organisation who cannot sign in, by right of the database alone. It is theirs, as one that
 * they were mailed: good for an hour, once; using it ends their sessions. Their second
 * factors are taken off, for they may be what was lost. On record, and told. Throws NoRescue when it is not clear for whom, or
 * they were deactivated.
 */
export function rescueOwner(databaseUrl: string, username: string | undefined): Promise<Rescue> {
  return withDatabase(
    databaseUrl,
    async (bare) => {
      const { database, work, repositoryOf } = bare;
      const owners = new OwnersRepository(database);
      const owner = ownerOf(await owners.all(), username);
      const audit = bareAuditTrail(bare);
      const links = new PasswordLinksRepository(repositoryOf(PasswordLink));
      const notices = new SecurityNoticesRepository(repositoryOf(SecurityNotice));
      const token = newCapability();
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
      const [userId, createdBy] = [owner.id, owner.id];
      await work.run(async (tx) => {
        const hadFactor = await owners.takeFactors(tx, owner.id);
        if (hadFactor) await notices.insert(tx, factorsTaken(owner.id, createdAt));
        await links.save(tx, { userId, createdBy, tokenHash: hashOf(token), createdAt, expiresAt });
        const act = { actorId: null, action: 'owner.rescued', targetType: 'user', targetId: owner.id };
        await audit.record(tx, {
          ...act,
          ...(hadFactor && { after: { secondFactorRemoved: true } }),
          ip: '',
          userAgent: 'npm run rescue',
          requestId: '',
        });
      });
      return { username: owner.username, token, expiresAt };
    },
    [...AUDIT_ENTITIES, PasswordLink, SecurityNotice],
  );
}

/** Told when they are back. */
function factorsTaken(userId: string, at: Date): SecurityNotice {
  const nobody = { sessionId: null, ip: '', userAgent: '', remaining: null, note: '', seenAt: null };
  return { id: newId(), userId, kind: 'factor_reset', at, ...nobody };
}

function ownerOf(owners: readonly Owner[], username: string | undefined): Owner {
  const able = owners.filter(({ isActive }) => isActive);
  const names = able.map((owner) => owner.username).join(', ');
  if (username === undefined && able.length > 1)
    throw new NoRescue(`Say for which owner: npm run rescue -- <username>. There are ${names}.`);
  const owner = username === undefined ? able[0] : owners.find((one) => one.username === username.toLowerCase());
  if (!owner)
    throw new NoRescue(names ? `There is no such owner. There are ${names}.` : 'There is no owner yet: npm run link.');
  if (!owner.isActive) throw new NoRescue(`${owner.username} was deactivated. Rescue another owner: ${names}.`);
  return owner;
}
