import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PermissionDenied, Unauthenticated } from '../errors/request-problems.js';
import { type AuthenticatedRequest, PERMISSION_KEY, PUBLIC_KEY } from './decorators.js';
import type { Permission } from './permissions.js';

/**
 * Global and closed by default: a route with neither `@RequirePermission` nor `@Public` is refused to everybody. Who asks
 * was judged by `admitRequests`.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets)) return true;
    const required = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION_KEY, targets);
    const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!principal) throw new Unauthenticated();
    if (!required || !principal.permissions.has(required)) {
      throw new PermissionDenied(`This needs the permission ${required ?? '(undeclared)'}.`);
    }
    return true;
  }
}
