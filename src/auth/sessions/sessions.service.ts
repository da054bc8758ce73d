import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Principal } from '../../core/security/principal.js';
import { Revocations } from '../../core/security/revocations/revocations.js';
import { SessionNotFound } from '../auth.errors.js';
import type { SessionListDto } from '../dto/session.dto.js';
import { endOf, judgeRefresh, type RefreshVerdict } from './session-lifetime.js';
import { Session } from './session.entity.js';
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
}

/** The sessions of people: one for each device. What ends here ends on every node within a second. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly revocations: Revocations,
    private readonly work: UnitOfWork,
  ) {}

  /** Begins a session; of more than a hundred, the one that was used longest ago ends. */
  async begin(tx: Tx, userId: string, client: ClientInfo): Promise<OpenSession> {
    const now = new Date();
    const session: Session = {
      id: newId(),
      userId,
      generation: 1,
      rotatedAt: now,
      userAgent: client.userAgent,
      ip: client.ip,
      createdAt: now,
      lastUsedAt: now,
      endedAt: null,
    };
    await this.sessions.insert(tx, session);
    for (const id of await this.sessions.idsBeyond(tx, userId, MAX_OPEN)) await this.end(tx, userId, id);
    return openSession(session);
  }

  /**
   * Goes on with a session by the refresh token of this generation; undefined when that is not possible.
   * A token older than the one before the newest was copied by somebody: it ends the session.
   */
  continue(id: string, generation: number, client: ClientInfo): Promise<OpenSession | undefined> {
    return this.work.run(async (tx) => {
      const session = await this.sessions.lock(tx, id);
      if (!session) return undefined;
      return this.follow(tx, session, judgeRefresh(session, generation, new Date()), client);
    });
  }

  /** My open sessions, the last used first. */
  async listOwn({ userId, sessionId }: Principal): Promise<SessionListDto> {
    const now = new Date();
    const sessions = await this.sessions.listOpen(userId);
    return {
      items: sessions
        .filter((session) => endOf(session) > now)
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

  /** Throws SessionNotFound, also for somebody else's. */
  async endOwn({ userId }: Principal, id: string): Promise<void> {
    const ended = await this.work.run((tx) => this.end(tx, userId, id));
    if (!ended) throw new SessionNotFound();
  }

  /** Ends the session that asks; one that ended a moment ago is as good. */
  async endCurrent({ userId, sessionId }: Principal): Promise<void> {
    await this.work.run((tx) => this.end(tx, userId, sessionId));
  }

  /** Ends every session of a person, but for the one named. */
  async endAll(tx: Tx, userId: string, exceptSessionId?: string): Promise<void> {
    await this.sessions.endAll(tx, userId, new Date(), exceptSessionId);
    await this.revocations.record(tx, {
      kind: 'user',
      userId,
      ...(exceptSessionId !== undefined && { exceptSessionId }),
    });
  }

  private async follow(
    tx: Tx,
    session: Session,
    verdict: RefreshVerdict,
    client: ClientInfo,
  ): Promise<OpenSession | undefined> {
    if (verdict === 'reused') await this.end(tx, session.userId, session.id);
    if (verdict === 'reused' || verdict === 'ended') return undefined;
    const now = new Date();
    const changes = {
      lastUsedAt: now,
      ip: client.ip,
      userAgent: client.userAgent,
      ...(verdict === 'rotate' && { generation: session.generation + 1, rotatedAt: now }),
    };
    await this.sessions.update(tx, session.id, changes);
    return openSession({ ...session, ...changes });
  }

  private async end(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
    const ended = await this.sessions.end(tx, userId, sessionId, new Date());
    if (ended) await this.revocations.record(tx, { kind: 'session', userId, sessionId });
    return ended;
  }
}

function openSession(session: Session): OpenSession {
  const { id, userId, generation } = session;
  return { id, userId, generation, endsAt: endOf(session) };
}
