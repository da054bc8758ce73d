import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainEvents } from '../events/domain-events.js';
import { clientInfoOf } from '../http/client-info.js';
import './access.events.js';
import { PermissionDenied, SecondFactorSetupRequired, Unauthenticated } from '../errors/request-problems.js';
import { type AuthenticatedRequest, BEFORE_SECOND_FACTOR_KEY, PERMISSION_KEY, PUBLIC_KEY } from './decorators.js';
import { isForEverybody, type Permission } from './permissions.js';
import { mustSetUpFactor } from './principal.js';

/**
 * Global and closed by default: a route with neither `@RequirePermission` nor `@Public` is refused to everybody. Who asks
 * was judged by `admitRequests`.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly events: DomainEvents,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets)) return true;
    const required = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION_KEY, targets);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { principal } = request;
    if (!principal) throw new Unauthenticated();
    const isBefore = this.reflector.getAllAndOverride<boolean | undefined>(BEFORE_SECOND_FACTOR_KEY, targets);
    if (!isBefore && mustSetUpFactor(principal)) throw new SecondFactorSetupRequired();
    if (!required || !principal.permissions.has(required)) {
      if (required && !isForEverybody(required)) {
        const target = { type: 'permission', id: required };
        const reason = PermissionDenied.definition.code;
        this.events.emit('access.denied', { principal, target, reason, client: clientInfoOf(request) });
      }
      throw new PermissionDenied(`This needs the permission ${required ?? '(undeclared)'}.`);
    }
    return true;
  }
}
