import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../../security/decorators.js';
import { sourceOf } from '../address.js';
import { RateLimiter } from './rate-limiter.js';

/** Counts every request: for the person who is signed in, else for the address it came from. */
@Injectable()
export class RateLimitInterceptor implements NestInterceptor {
  constructor(private readonly limiter: RateLimiter) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, principal, ip } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    this.limiter.take(method === 'GET' ? 'read' : 'send', principal?.userId ?? sourceOf(ip));
    return next.handle();
  }
}
