import { ApiProperty } from '@nestjs/swagger';
import { UserDto } from '../../users/dto/user.dto.js';

/** A session has begun or goes on: what to authenticate with from now on. */
export class SessionGrantDto {
  /**
   * A JWT for the `Authorization: Bearer` header.
   * @example eyJhbGciOiJIUzI1NiIsImtpZCI6IjVkNDEifQ.eyJzdWIiOiIwMTkyIn0.c2lnbmF0dXJl
   */
  accessToken: string;
  /** Seconds for which the access token is good. */
  @ApiProperty({ type: 'integer', example: 900 })
  expiresIn: number;
  /** Whoever signed in said that others use this device too: nothing is to be kept on it. */
  shared: boolean;
  /**
   * For the next refresh; it replaces the one before. Absent when it travels as a cookie.
   * @example 0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071.3.pT0c8b1nYw6kq5mZr2vXhA9sJdLfGe4uQiOyRxWtBzM
   */
  refreshToken?: string;
  /**
   * Send it with the next sign-in from this device: while somebody guesses passwords, known devices still pass.
   * Only after a sign-in, and absent when it travels as a cookie.
   * @example Zk3vQpL0aX9sYt7hWm2eRj5uBc8nDf1gKi4oTz6yVx0
   */
  deviceToken?: string;
  /** After registering by invitation: the direct conversation with whoever invited, to open first. */
  @ApiProperty({ format: 'uuid', required: false, example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  conversationId?: string;
  user: UserDto;
}
