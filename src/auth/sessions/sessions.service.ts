import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import type { Principal } from '../../core/security/principal.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import type { SessionEndReason } from '../../core/security/revocations/session-end-reason.js';
import { Accounts } from '../../users/accounts.js';
import { SessionEnded, SessionNotFound } from '../auth.errors.js';
import type { SessionListDto } from '../dto/session.dto.js';
import { RefreshTokens } from '../tokens/refresh-tokens.js';
import { SessionData } from './session-data.js';
import { SESSION_DAYS } from './session-days.js';
import { endOf, judgeRefresh } from './session-lifetime.js';
import { Session } from './session.entity.js';
import { KnownDevicesRepository } from '../sign-in/known-devices.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** More devices than anybody has; a program that signs in for every task must not fill the table. */
const MAX_OPEN = 100;

/** A session as far as its tokens need to know. */
export interface OpenSession {
  readonly id: string;
  readonly userId: string;
  readonly generation: number;
  /** When it ends if nobody uses it any more. */
  readonly endsAt: Date;
  /** On a device that others use too. */
  readonly isShared: boolean;
}

/** Who ends a session, from where, and why. */
interface Ending {
  readonly reason: SessionEndReason;
  /** Null for the server itself. */
  readonly actorId: string | null;
  readonly client: ClientInfo;
}

/** The sessions of people: one for each device. What ends here ends on every node within a second, and is on record. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly devices: KnownDevicesRepository,
    private readonly revocations: Revocations,
    private readonly audit: AuditTrail,
    private readonly refreshTokens: RefreshTokens,
    private readonly settings: OrganisationSettings,
    private readonly accounts: Accounts,
    private readonly data: SessionData,
    private readonly work: UnitOfWork,
  ) {}

  /** Begins a session; of more than a hundred, the one that was used longest ago ends. */
  async begin(
    tx: Tx,
    userId: string,
    client: ClientInfo,
    { isShared = false }: { readonly isShared?: boolean | undefined } = {},
  ): Promise<OpenSession> {
    const now = new Date();
    const session: Session = {
      id: newId(),
      userId,
      generation: 1,
      rotatedAt: now,
      isShared,
      userAgent: client.userAgent,
      ip: client.ip,
      createdAt: now,
      lastUsedAt: now,
      confirmedAt: now,
      endedAt: null,
      endReason: null,
    };
    await this.sessions.insert(tx, session);
    const act = { actorId: userId, targetType: 'session', targetId: session.id, ...client };
    await this.audit.record(tx, { ...act, action: 'session.started' });
    const ending = { reason: 'too_many_sessions', actorId: null, client } as const;
    for (const id of await this.sessions.idsBeyond(tx, userId, MAX_OPEN)) await this.end(tx, userId, id, ending);
    return openSession(session, await this.settings.read(tx, SESSION_DAYS));
  }

  /**
   * Goes on with a session by the refresh token of this generation; throws SessionEnded when that is not possible.
   * A token older than the one before the newest was copied by somebody: it ends the session.
   */
  async continue(id: string, generation: number, client: ClientInfo): Promise<OpenSession> {
    const outcome = await this.work.run(async (tx) => {
      const session = await this.sessions.lock(tx, id);
      return session && this.follow(tx, session, generation, client);
    });
    if (!outcome) throw new SessionEnded();
    // Not thrown inside, where it would undo that a stolen session ended.
    if (typeof outcome === 'string') throw new SessionEnded(outcome);
    return outcome;
  }

  /** My open sessions, the last used first. */
  listOwn(principal: Principal): Promise<SessionListDto> {
    return this.listOf(principal.userId, principal);
  }

  /** Somebody's open sessions, the last used first; `sessionId` is the one that asks. */
  async listOf(userId: string, { sessionId }: Principal): Promise<SessionListDto> {
    const now = new Date();
    const [sessions, idleDays] = await Promise.all([this.sessions.listOpen(userId), this.settings.get(SESSION_DAYS)]);
    return {
      items: sessions
        .filter((session) => endOf(session, idleDays) > now)
        .map(({ id, userAgent, ip, createdAt, lastUsedAt }) => ({
          id,
          current: id === sessionId,
          userAgent,
          ip,
          createdAt,
          lastUsedAt,
        })),
      nextCursor: null,
    };
  }

  /** How many open sessions each of these people has; none where somebody has none. */
  async openCounts(userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.sessions.openCounts(userIds, await this.settings.get(SESSION_DAYS));
  }

  /** Throws SessionNotFound, also for somebody else's. */
  async endOwn({ userId, sessionId }: Principal, id: string, client: ClientInfo): Promise<void> {
    const reason = id === sessionId ? 'signed_out' : 'signed_out_elsewhere';
    const ended = await this.work.run((tx) => this.end(tx, userId, id, { reason, actorId: userId, client }));
    if (!ended) throw new SessionNotFound();
  }

  /**
   * Ends the session that asks, and those of the refresh tokens which the browser has, should they be others; one that
   * ended a moment ago is as good. A token that was used up is on record as the theft that it may be.
   */
  async endCurrent({ userId, sessionId }: Principal, held: readonly string[], client: ClientInfo): Promise<void> {
    const ending = { reason: 'signed_out', actorId: userId, client } as const;
    await this.work.run(async (tx) => {
      // First: of the session that asks, a copied token ends it for the graver reason.
      for (const token of held) await this.endHeld(tx, token, ending);
      await this.end(tx, userId, sessionId, ending);
    });
  }

  /**
   * Ends the sessions of refresh tokens that are about to be lost, whoever's they are: nobody could end them any more. A
   * token that was used up is on record as the theft that it may be.
   */
  async endReplaced(tx: Tx, held: readonly string[], actorId: string, client: ClientInfo): Promise<void> {
    for (const token of held) await this.endHeld(tx, token, { reason: 'replaced', actorId, client });
  }

  /** Ends all sessions of the person who asks but the one that does. */
  async endOthers({ userId, sessionId }: Principal, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      // As every end of sessions: who signs in meanwhile waits, and begins a session that this one does not know of yet.
      await this.accounts.lock(tx, userId);
      const act = { actorId: userId, targetType: 'user', targetId: userId, ...client };
      await this.audit.record(tx, { ...act, action: 'session.others-ended' });
      await this.endAll(tx, userId, 'signed_out_elsewhere', sessionId);
    });
  }

  /** Keeps the session that asks from ending until the transaction does; throws SessionEnded when it has ended already. */
  async hold(tx: Tx, { sessionId }: Principal): Promise<Pick<OpenSession, 'isShared'>> {
    const session = await this.sessions.lock(tx, sessionId);
    if (!session || session.endedAt) throw new SessionEnded();
    return session;
  }

  /** Whoever uses this session proved a moment ago who they are. */
  async confirm(tx: Tx, { sessionId }: Principal): Promise<void> {
    await this.sessions.update(tx, sessionId, { confirmedAt: new Date() });
  }

  /** Whether somebody proved in this session, since then, who they are. */
  isConfirmedSince({ sessionId }: Principal, since: Date): Promise<boolean> {
    return this.sessions.isConfirmedSince(sessionId, since);
  }

  /** Ends somebody's session; throws SessionNotFound. Who may is decided by the caller. */
  async endByAdministrator(
    tx: Tx,
    { userId: actorId }: Principal,
    { userId, sessionId }: Pick<Principal, 'userId' | 'sessionId'>,
    client: ClientInfo,
  ): Promise<void> {
    const ended = await this.end(tx, userId, sessionId, { reason: 'ended_by_administrator', actorId, client });
    if (!ended) throw new SessionNotFound();
  }

  /** Ends every session of a person but for the one named, and asks for second factors on their devices again; the act that wants it is on record. */
  async endAll(tx: Tx, userId: string, reason: SessionEndReason, exceptSessionId?: string): Promise<void> {
    await this.devices.endTrust(tx, userId);
    await this.sessions.endAll(tx, userId, { endedAt: new Date(), endReason: reason }, exceptSessionId);
    await this.data.erase(tx, { userId, exceptSessionId });
    await this.revocations.record(tx, {
      kind: 'user',
      userId,
      reason,
      ...(exceptSessionId !== undefined && { exceptSessionId }),
    });
  }

  private async follow(
    tx: Tx,
    session: Session,
    generation: number,
    client: ClientInfo,
  ): Promise<OpenSession | SessionEndReason> {
    const now = new Date();
    const idleDays = await this.settings.read(tx, SESSION_DAYS);
    const verdict = judgeRefresh(session, generation, now, idleDays);
    if (verdict === 'ended') return session.endReason ?? (session.endedAt ? 'signed_out' : 'expired');
    if (verdict === 'reused') {
      await this.endCopied(tx, session, client);
      return 'token_reused';
    }
    const changes = {
      lastUsedAt: now,
      ip: client.ip,
      userAgent: client.userAgent,
      ...(verdict === 'rotate' && { generation: generation + 1, rotatedAt: now }),
    };
    await this.sessions.update(tx, session.id, changes);
    return openSession({ ...session, ...changes }, idleDays);
  }

  private async endHeld(tx: Tx, token: string, ending: Ending): Promise<void> {
    const claim = this.refreshTokens.read(token);
    const session = claim && (await this.sessions.lock(tx, claim.sessionId));
    if (!session) return;
    const idleDays = await this.settings.read(tx, SESSION_DAYS);
    const isReused = judgeRefresh(session, claim.generation, new Date(), idleDays) === 'reused';
    await (isReused ? this.endCopied(tx, session, ending.client) : this.end(tx, session.userId, session.id, ending));
  }

  /** One of its tokens came back after it was used up: whose act that was, nobody knows. */
  private async endCopied(tx: Tx, { id, userId }: Session, client: ClientInfo): Promise<void> {
    await this.end(tx, userId, id, { reason: 'token_reused', actorId: null, client });
  }

  private async end(tx: Tx, userId: string, sessionId: string, { reason, actorId, client }: Ending): Promise<boolean> {
    const ended = await this.sessions.end(tx, userId, sessionId, { endedAt: new Date(), endReason: reason });
    if (!ended) return false;
    const action = reason === 'token_reused' ? 'session.token-reused' : 'session.ended';
    const after = { userId, reason };
    await this.audit.record(tx, { actorId, action, targetType: 'session', targetId: sessionId, after, ...client });
    await this.data.erase(tx, { userId, sessionId });
    await this.revocations.record(tx, { kind: 'session', userId, sessionId, reason });
    return true;
  }
}

function openSession(session: Session, idleDays: number): OpenSession {
  const { id, userId, generation, isShared } = session;
  return { id, userId, generation, isShared, endsAt: endOf(session, idleDays) };
}
