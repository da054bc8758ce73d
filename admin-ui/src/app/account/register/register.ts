import { ChangeDetectionStrategy, Component, computed, effect, inject, input, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { getInvite } from '../../api/fn/sign-in/get-invite';
import { register } from '../../api/fn/sign-in/register';
import { problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { AccountFields } from '../entry/account-fields';
import { EntryPage } from '../entry/entry-page';
import { NewAccountForm } from '../entry/new-account-form';

/** Making an account for oneself: with an invitation, or when registration is open. */
@Component({
  selector: 'app-register',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountFields, EntryPage, ErrorState, Icon, RouterLink, Skeleton],
  templateUrl: './register.html',
  styleUrl: '../entry/entry-form.css',
})
export class Register {
  /** The token of an invitation; from the address. */
  readonly invite = input<string>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  private readonly router = inject(Router);
  protected readonly account = new NewAccountForm(this.server.meta()?.limits);
  protected readonly organisation = computed(() => this.server.meta()?.name ?? 'Parley');
  protected readonly isOpen = computed(() => this.server.meta()?.registration === 'open');

  protected readonly offer = resource({
    params: () => this.invite(),
    loader: ({ params: token }) => this.api.invoke(getInvite, { token }),
  });
  protected readonly offerProblem = computed(() => {
    const error = this.offer.error();
    return error && problemOf(error);
  });
  protected readonly offerEnds = computed(() => {
    const ends = this.offer.hasValue() ? this.offer.value()?.expiresAt : undefined;
    return ends && new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(ends));
  });

  constructor() {
    effect(() => {
      const email = this.offer.hasValue() ? this.offer.value()?.email : undefined;
      if (email) this.account.preset({ email });
    });
  }

  protected async makeAccount(): Promise<void> {
    const inviteToken = this.invite();
    const isMade = await this.account.submission.run(async () => {
      const body = { ...this.account.value(), ...(inviteToken && { inviteToken }), delivery: 'cookie' as const };
      this.session.begin(await this.api.invoke(register, { body }));
    });
    if (isMade) await this.router.navigateByUrl('/');
  }
}
