import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AuthenticatedRequest } from '../../security/decorators.js';
import { sourceOf } from '../address.js';
import { type RateLimitKind, RateLimiter } from './rate-limiter.js';

const KIND_KEY = 'parley:rate-limit-kind';

/** Asked for by everybody before they are signed in, and cheap: many people behind one address may do it at once. */
export const CountedAsVisit = () => applyDecorators(SetMetadata(KIND_KEY, 'visit' satisfies RateLimitKind));

/** The service counts it, because only there it is known for whom. */
export const CountedByService = () => applyDecorators(SetMetadata(KIND_KEY, 'none'));

/**
 * Counts every request: for the person who is signed in, so it stands behind AccessGuard, else for its address, and there
 * for each route apart, so that a neighbour who floods one of them closes no other.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const kind = this.reflector.get<RateLimitKind | 'none' | undefined>(KIND_KEY, context.getHandler());
    if (kind === 'none') return true;
    const { method, principal, ip } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const who = principal?.userId ?? `${context.getClass().name}.${context.getHandler().name} ${sourceOf(ip)}`;
    this.limiter.take(kind ?? (method === 'GET' ? 'read' : 'send'), who);
    return true;
  }
}
