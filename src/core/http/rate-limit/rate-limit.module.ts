import { Global, Module } from '@nestjs/common';
import { RateLimiter } from './rate-limiter.js';

/** How often anybody may ask, and for how much at once: every route and every frame. */
@Global()
@Module({ providers: [RateLimiter], exports: [RateLimiter] })
export class RateLimitModule {}
