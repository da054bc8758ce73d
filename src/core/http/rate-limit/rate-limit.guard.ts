import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthenticatedRequest } from '../../security/decorators.js';
import { sourceOf } from '../address.js';
import { RateLimiter } from './rate-limiter.js';

/** Counts every request: for the person who is signed in, so it stands behind AccessGuard, else for its address. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limiter: RateLimiter) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, principal, ip } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    this.limiter.take(method === 'GET' ? 'read' : 'send', principal?.userId ?? sourceOf(ip));
    return true;
  }
}
