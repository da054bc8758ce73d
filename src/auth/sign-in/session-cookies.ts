import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/cookie';
import { portOf } from '../../core/http/port-of.js';
import { COOKIE_PATHS, filesCookieName, secureNameOf } from '../../core/security/files-cookie.js';
import { UserDto } from '../../users/dto/user.dto.js';
import { SessionEnded } from '../auth.errors.js';
import type { Delivery } from '../dto/delivery.js';
import type { SessionGrantDto } from '../dto/session-grant.dto.js';
import type { GrantedSession } from './session-grants.js';

const PATH = '/api/v1/auth';
const DEVICE_SECONDS = 365 * 24 * 60 * 60;

interface TokenCookie {
  readonly name: string;
  /** What it was called before names said that they are secure; it is still read, until it expires. */
  readonly earlierName?: string;
  /** What it is sent to, with a cookie for each; left out: PATH. */
  readonly paths?: readonly string[];
}

/** A token as the browser sent it. */
interface HeldToken {
  readonly name: string;
  readonly value: string;
}

/** How tokens travel in one request and its answer: in the body, or as cookies that no script can read. */
export class SessionCookies {
  private readonly refresh: TokenCookie;
  private readonly device: TokenCookie;
  private readonly files: TokenCookie;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    // Without the port, two servers on one host would sign each other's people out.
    const port = portOf(request);
    this.refresh = this.cookie(`parley_refresh_${port}`);
    this.device = this.cookie(`parley_device_${port}`);
    this.files = { ...this.cookie(filesCookieName(request)), paths: COOKIE_PATHS };
  }

  /** What an earlier sign-in from this browser left behind. */
  get deviceToken(): string | undefined {
    return this.held(this.device)[0]?.value;
  }

  /** The refresh tokens that the browser has: one, and one of the earlier name if it came both ways. */
  get refreshTokens(): readonly string[] {
    return this.held(this.refresh).map(({ value }) => value);
  }

  /** The refresh tokens that the browser has until the answer to a sign-in gives it another; none where it gives none. */
  replacedBy(delivery: Delivery = 'token'): readonly string[] {
    return delivery === 'cookie' ? this.refreshTokens : [];
  }

  /** The answer to a sign-in, with the tokens in the body or as cookies; the cookies that it replaces go. */
  deliver(
    granted: GrantedSession,
    delivery: Delivery = 'token',
    replaced: readonly HeldToken[] = this.held(this.refresh),
  ): SessionGrantDto {
    const { accessToken, expiresIn, refreshToken, deviceToken, filePass, isShared: shared, account } = granted;
    const user = UserDto.from(account);
    const opening = granted.conversationId !== undefined && { conversationId: granted.conversationId };
    if (delivery === 'token') {
      return {
        accessToken,
        expiresIn,
        shared,
        refreshToken,
        ...(deviceToken !== undefined && { deviceToken }),
        ...opening,
        user,
      };
    }
    // Without an age it ends with the browser.
    const maxAge = shared ? undefined : Math.floor((granted.endsAt.getTime() - Date.now()) / 1_000);
    this.replace(replaced, this.refresh, refreshToken, maxAge);
    this.replace(this.held(this.files), this.files, filePass, maxAge);
    if (deviceToken !== undefined) this.replace(this.held(this.device), this.device, deviceToken, DEVICE_SECONDS);
    return { accessToken, expiresIn, shared, ...opening, user };
  }

  /** Refreshes with the token of the body, else of the cookie, and answers the same way. */
  async rotate(
    fromBody: string | undefined,
    refresh: (refreshToken: string) => Promise<GrantedSession>,
  ): Promise<SessionGrantDto> {
    if (fromBody !== undefined) return this.deliver(await refresh(fromBody), 'token');
    const [fromCookie] = this.held(this.refresh);
    if (!fromCookie) throw new SessionEnded();
    try {
      // A second one stays, so that its session is within reach of whoever signs out.
      return this.deliver(await refresh(fromCookie.value), 'cookie', [fromCookie]);
    } catch (error) {
      // The browser has another by now, or will at once.
      if (error instanceof SessionEnded && error.reason !== 'replaced') {
        this.clear(fromCookie.name, this.refresh);
        this.clear(this.files.name, this.files);
      }
      throw error;
    }
  }

  /** Takes what is of the session out of the browser; the device stays known. */
  forget(): void {
    for (const cookie of [this.refresh, this.files]) {
      const names = new Set([cookie.name, ...this.held(cookie).map(({ name }) => name)]);
      for (const name of names) this.clear(name, cookie);
    }
  }

  private cookie(bare: string): TokenCookie {
    // Browsers take a cookie of such a name from a secure page alone, so that nobody on the way can plant one.
    return this.isSecure ? { name: secureNameOf(bare), earlierName: bare } : { name: bare };
  }

  private held({ name, earlierName }: TokenCookie): HeldToken[] {
    const names = earlierName === undefined ? [name] : [name, earlierName];
    return names.flatMap((one) => {
      const value = this.request.cookies[one];
      return value === undefined ? [] : [{ name: one, value }];
    });
  }

  private replace(before: readonly HeldToken[], cookie: TokenCookie, value: string, maxAge: number | undefined): void {
    for (const attributes of this.attributes(cookie)) {
      void this.reply.setCookie(cookie.name, value, { ...attributes, ...(maxAge !== undefined && { maxAge }) });
    }
    for (const held of before) if (held.name !== cookie.name) this.clear(held.name, cookie);
  }

  private clear(name: string, cookie: TokenCookie): void {
    for (const attributes of this.attributes(cookie)) void this.reply.clearCookie(name, attributes);
  }

  /** Came by https, as the proxy says or as the page of the browser does: OwnOriginGuard has seen that it is ours. */
  private get isSecure(): boolean {
    const { protocol, headers } = this.request;
    return protocol === 'https' || headers.origin?.startsWith('https://') === true;
  }

  private attributes({ paths = [PATH] }: TokenCookie) {
    return paths.map((path) => ({ path, httpOnly: true, sameSite: 'strict', secure: this.isSecure }) as const);
  }
}

/** Hands a controller the SessionCookies of its request. */
export const TokenCookies = createParamDecorator((_: unknown, context: ExecutionContext): SessionCookies => {
  const http = context.switchToHttp();
  return new SessionCookies(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});
