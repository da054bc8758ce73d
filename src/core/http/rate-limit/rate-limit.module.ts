import { Global, Module } from '@nestjs/common';
import { RateLimiter } from './rate-limiter.js';

/** How often anybody may ask: for every route by RateLimitGuard, and for sockets by RateLimiter. */
@Global()
@Module({ providers: [RateLimiter], exports: [RateLimiter] })
export class RateLimitModule {}
