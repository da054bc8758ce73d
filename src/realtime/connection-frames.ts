import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { asDomainError } from '../core/errors/problem.js';
import { Unauthenticated } from '../core/errors/request-problems.js';
import { Authenticator } from '../core/security/authenticator.js';
import { mustSetUpFactor } from '../core/security/principal.js';
import { ClientFrames } from './client-frames.js';
import type { Connection } from './connection.js';
import { CloseCode, FACTOR_NEEDED } from './frames/close-codes.js';
import { HelloFrame, PingFrame, PongFrame } from './frames/connection.frames.js';
import { encodeAnswer } from './frames/server-frame.js';

/** Does what clients ask of an open connection itself: a pong, and a refreshed token in place of the old one. */
@Injectable()
export class ConnectionFrames implements OnModuleInit {
  private readonly logger = new Logger(ConnectionFrames.name);

  constructor(
    private readonly frames: ClientFrames,
    private readonly authenticator: Authenticator,
  ) {}

  onModuleInit(): void {
    this.frames.on(HelloFrame, (connection, { token }) => this.renew(connection, token));
    this.frames.on(PingFrame, (connection, { ref }) => void connection.send(encodeAnswer(PongFrame, { ref })));
  }

  private async renew(connection: Connection, token: string): Promise<void> {
    try {
      const renewed = await this.authenticator.authenticate(token);
      // A socket that was open before it was asked of them, or their time was over, ends with the token that it had.
      if (mustSetUpFactor(renewed.principal)) return connection.close(CloseCode.FactorNeeded, FACTOR_NEEDED);
      if (connection.renew(renewed)) return;
    } catch (error) {
      // That the database is away says nothing about who is there.
      if (!(error instanceof Unauthenticated)) {
        if (!asDomainError(error)) this.logger.error({ err: error, userId: connection.principal.userId });
        return connection.close(CloseCode.Overloaded, 'come again later');
      }
    }
    connection.close(CloseCode.NotSignedIn, 'not or no longer signed in');
  }
}
