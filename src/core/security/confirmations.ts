import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { defineProblem } from '../errors/domain-error.js';
import { Unauthenticated } from '../errors/request-problems.js';
import type { AuthenticatedRequest } from './decorators.js';
import type { Principal } from './principal.js';

/** How somebody who is signed in can prove once more who they are. */
export type ConfirmationMethod = 'password' | 'totp' | 'passkey';

/** A session that was left open must not do this. */
export class ConfirmationRequired extends defineProblem('confirmation_required', 403, 'Confirm that it is you') {
  constructor(methods: readonly ConfirmationMethod[]) {
    super('Confirm that it is you, then do this again within ten minutes.', { methods });
  }
}

/** Whether it was proved a short while ago who uses a session. Implemented by `auth`. */
export abstract class Confirmations {
  /** Rejects with ConfirmationRequired. */
  abstract require(principal: Principal): Promise<void>;
}

/** Lets through who proved a short while ago who they are. */
@Injectable()
export class ConfirmationGuard implements CanActivate {
  constructor(private readonly confirmations: Confirmations) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!principal) throw new Unauthenticated();
    await this.confirmations.require(principal);
    return true;
  }
}

/** Only somebody who proved within ten minutes, in this session, who they are may call this route. */
export const RequireConfirmation = () =>
  applyDecorators(UseGuards(ConfirmationGuard), ApiExtension('x-confirmation', true));
