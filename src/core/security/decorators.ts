import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Permission } from './permissions.js';
import type { Principal } from './principal.js';

export const PUBLIC_KEY = 'parley:public';
export const PERMISSION_KEY = 'parley:permission';
export const BEFORE_SECOND_FACTOR_KEY = 'parley:before-second-factor';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; undefined for the files of the client and the pages of the API document. */
    readonly access?: 'public' | 'signed-in';
    /** Fields that a body may have, where that is more than usual. */
    readonly bodyFields?: number;
    /** How requests of strangers are counted, where that is not as for any other; `none`: not before the service. */
    readonly counted?: 'visit' | 'none';
    /** Its body is a form with a file, taken while it comes: as large, and for as long, as the service lets it. */
    readonly takesFile?: true;
    /** A form may be its body, which is not looked at. */
    readonly ignoresForm?: true;
    /** Reads files: a pass opens it too, and it is counted apart. */
    readonly readsFile?: true;
  }
}

/** A request that was admitted: with a principal on every route that needs somebody signed in. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Anybody may call this route, signed in or not. */
export const Public = () =>
  applyDecorators(SetMetadata(PUBLIC_KEY, true), ApiSecurity({}), RouteFact({ access: 'public' }));

/** Only somebody signed in with this permission may call this route. */
export const RequirePermission = (permission: Permission) =>
  applyDecorators(
    SetMetadata(PERMISSION_KEY, permission),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
    RouteFact({ access: 'signed-in' }),
  );

/** Also for somebody who has to set up a second factor before anything else: it is needed for that. */
export const BeforeSecondFactor = () =>
  applyDecorators(SetMetadata(BEFORE_SECOND_FACTOR_KEY, true), ApiExtension('x-before-second-factor', true));

/** The body of this route may have so many fields. */
export const BodyFields = (bodyFields: number) => RouteFact({ bodyFields });

/** Asked for by everybody before they are signed in, and cheap: many people behind one address may do it at once. */
export const CountedAsVisit = () => RouteFact({ counted: 'visit' });

/** The service counts it, because only there it is known for whom. */
export const CountedByService = () => RouteFact({ counted: 'none' });

/** The body of this route is a form with a file (`IncomingUpload`). */
export const TakesFile = () => RouteFact({ takesFile: true });

/** Programs that are not ours post a form to this route, of which nothing is needed. */
export const IgnoresForm = () => RouteFact({ ignoresForm: true });

/** This route answers with a file; where no access token can be sent, a pass opens it. */
export const ReadsFile = () => RouteFact({ readsFile: true });

/** Tells the router something that is needed before a body is read; several of them add up. */
function RouteFact(fact: FastifyContextConfig): MethodDecorator {
  return (_target, _key, descriptor) => {
    const handler = descriptor.value as object;
    const known = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as FastifyContextConfig | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...known, ...fact }, handler);
  };
}

/** The one who is asking; only on routes with a permission. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('CurrentPrincipal needs a route with @RequirePermission.');
  return principal;
});
