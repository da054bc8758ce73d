import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../../security/decorators.js';
import { RateLimiter } from './rate-limiter.js';

/** Every request of somebody who is signed in takes a turn, until its work is done: also when nobody waits for it any more. */
@Injectable()
export class TurnsInterceptor implements NestInterceptor {
  constructor(private readonly limiter: RateLimiter) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!principal) return next.handle();
    return from(this.limiter.inTurn(principal.userId, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}
