import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Permission } from './permissions.js';
import type { Principal } from './principal.js';

export const PUBLIC_KEY = 'parley:public';
export const PERMISSION_KEY = 'parley:permission';

/** A request that the authentication guard has let through. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Anybody may call this route, signed in or not. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC_KEY, true), ApiSecurity({}));

/** Only somebody signed in with this permission may call this route. */
export const RequirePermission = (permission: Permission) =>
  applyDecorators(SetMetadata(PERMISSION_KEY, permission), ApiBearerAuth(), ApiExtension('x-permission', permission));

/** The one who is asking; only on routes with a permission. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('CurrentPrincipal needs a route with @RequirePermission.');
  return principal;
});
