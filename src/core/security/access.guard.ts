import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainEvents } from '../events/domain-events.js';
import { clientInfoOf } from '../http/client-info.js';
import './access.events.js';
import { PermissionDenied, Unauthenticated } from '../errors/request-problems.js';
import { Authenticator } from './authenticator.js';
import { type AuthenticatedRequest, PERMISSION_KEY, PUBLIC_KEY } from './decorators.js';
import { isForEverybody, type Permission } from './permissions.js';

/** Global and closed by default: a route with neither `@RequirePermission` nor `@Public` is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly events: DomainEvents,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets)) return true;
    const required = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION_KEY, targets);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { principal } = await this.authenticator.authenticate(bearerToken(request.headers.authorization));
    if (!required || !principal.permissions.has(required)) {
      if (required && !isForEverybody(required)) {
        const target = { type: 'permission', id: required };
        const reason = PermissionDenied.definition.code;
        this.events.emit('access.denied', { principal, target, reason, client: clientInfoOf(request) });
      }
      throw new PermissionDenied(`This needs the permission ${required ?? '(undeclared)'}.`);
    }
    request.principal = principal;
    return true;
  }
}

function bearerToken(header: string | undefined): string {
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '');
  if (!match?.[1]) throw new Unauthenticated();
  return match[1];
}
