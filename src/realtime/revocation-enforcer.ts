import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Revocation } from '../core/security/revocations/revocation.js';
import { Revocations } from '../core/security/revocations/revocations.js';
import type { SessionEndReason } from '../core/security/revocations/session-end-reason.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { CloseCode } from './frames/close-codes.js';
import { SessionRevokedEvent } from './frames/connection.frames.js';
import { encodeEvent, eventOf } from './frames/server-frame.js';
import { Sureness } from './sureness.js';

/** After this long without knowing of revocations, no socket is kept. */
const MAX_UNSURE_MS = 10_000;
const LOOK_MS = 500;

/** Ends the sockets of sessions and people whose rights were revoked, and every socket when nobody can know. */
@Injectable()
export class RevocationEnforcer implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private watch: NodeJS.Timeout | undefined;

  constructor(
    private readonly revocations: Revocations,
    private readonly connections: Connections,
    private readonly sureness: Sureness,
  ) {}

  onModuleInit(): void {
    this.revocations.onRevoked((revocation) => this.enforce(revocation));
  }

  onApplicationBootstrap(): void {
    this.watch = setInterval(() => this.closeWhenUnsure(), LOOK_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.watch);
  }

  private enforce(revocation: Revocation): void {
    // Other kinds leave the session: whoever gives such a right ends it. Sockets need no role.
    if (revocation.kind !== 'session' && revocation.kind !== 'user') return;
    for (const connection of [...this.connections.of(revocation.userId)]) {
      if (isMeant(connection, revocation)) this.end(connection, revocation.reason ?? 'signed_out');
    }
  }

  private end(connection: Connection, reason: SessionEndReason): void {
    this.connections.remove(connection);
    connection.send(encodeEvent(eventOf(SessionRevokedEvent, null, null, { reason })));
    connection.close(CloseCode.NotSignedIn, 'not or no longer signed in');
  }

  private closeWhenUnsure(): void {
    if (this.sureness.ageMs <= MAX_UNSURE_MS) return;
    for (const connection of [...this.connections.all()]) connection.close(CloseCode.Overloaded, 'unsure: come back');
  }
}

type EndOfSessions = Extract<Revocation, { kind: 'session' | 'user' }>;

function isMeant({ principal }: Connection, revocation: EndOfSessions): boolean {
  return revocation.kind === 'session'
    ? principal.sessionId === revocation.sessionId
    : principal.sessionId !== revocation.exceptSessionId;
}
