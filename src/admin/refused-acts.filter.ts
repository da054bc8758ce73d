import { type ArgumentsHost, Catch } from '@nestjs/common';
import { ProblemFilter } from '../core/errors/problem.filter.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { clientInfoOf } from '../core/http/client-info.js';
import '../core/security/access.events.js';
import type { AuthenticatedRequest } from '../core/security/decorators.js';
import { AccountProtected, RoleGrantDenied } from './admin.errors.js';

/** Puts on record which administrators reached for more than they hold, then answers as ever. */
@Catch(AccountProtected, RoleGrantDenied)
export class RefusedActs extends ProblemFilter {
  constructor(private readonly events: DomainEvents) {
    super();
  }

  override catch(error: AccountProtected | RoleGrantDenied, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<AuthenticatedRequest>();
    const { principal, params } = request;
    // None where a new account would have been made.
    const { id = '' } = params as { id?: string };
    const target = { type: 'user', id };
    const reason = error.definition.code;
    if (principal) this.events.emit('access.denied', { principal, target, reason, client: clientInfoOf(request) });
    super.catch(error, host);
  }
}
