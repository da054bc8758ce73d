import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';
import { isForeignOrigin, OriginRefused } from '../../core/http/origin.js';

/** Refuses pages of other sites where the refresh cookie is set or read. */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  constructor(@Inject(APP_SETTINGS) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (isForeignOrigin(headers, this.settings)) throw new OriginRefused();
    return true;
  }
}

/** For routes that set or read the refresh cookie. */
export const OwnOriginOnly = () => applyDecorators(UseGuards(OwnOriginGuard));
