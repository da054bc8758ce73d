import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  Injector,
  input,
  resource,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { getInvite } from '../../api/fn/sign-in/get-invite';
import { register } from '../../api/fn/sign-in/register';
import { type Problem, problemOf } from '../../core/problem';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { dateInWords } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { AccountFields } from '../entry/account-fields';
import { EntryPage } from '../entry/entry-page';
import { NewAccountForm } from '../entry/new-account-form';
import { isolated } from '../../core/isolated';
import { around, t } from '../../core/words/words';

/** Why an invitation lets nobody in any more. */
const REFUSED: Readonly<Record<string, PlainKey>> = {
  invite_used: 'register.used',
  invite_expired: 'register.expired',
  invite_withdrawn: 'register.withdrawn',
};

/** Creating an account for oneself: with an invitation, or when registration is open. */
@Component({
  selector: 'app-register',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountFields, EntryPage, ErrorState, Icon, RouterLink, Skeleton],
  templateUrl: './register.html',
  styleUrl: '../entry/entry-form.css',
})
export class Register {
  protected readonly around = around;
  protected readonly isolated = isolated;
  protected readonly t = t;
  /** The token of an invitation; from the address. */
  readonly invite = input<string>();

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  /** Whoever opened the page; creating an account signs somebody in. */
  protected readonly signedInAs = this.session.me();
  protected readonly account = new NewAccountForm(this.server.meta()?.limits);
  protected readonly organisation = computed(() => this.server.organisation() ?? 'Parley');
  protected readonly isOpen = computed(() => this.server.meta()?.registration === 'open');
  protected readonly isClosed = this.server.isRegistrationClosed;

  protected readonly offer = resource({
    params: () => this.invite(),
    loader: ({ params: token }) => this.api.invoke(getInvite, { token }),
  });
  protected readonly offerProblem = computed(() => {
    const error = this.offer.error();
    return error && problemOf(error);
  });
  protected readonly invited = computed(() => (this.offer.hasValue() ? this.offer.value() : undefined));
  private readonly showsForm = computed(
    () => !this.signedInAs && (this.invite() === undefined ? this.isOpen() : !!this.invited()),
  );

  constructor() {
    const injector = inject(Injector);
    effect(() => {
      const email = this.invited()?.email;
      if (email) this.account.giveEmail(email);
    });
    effect(() => {
      if (!this.showsForm()) return;
      afterNextRender(() => this.account.fields.firstName().focusBoundControl(), { injector });
    });
  }

  protected refusedTitle({ code }: Problem): string {
    return t(REFUSED[code] ?? 'register.notFound');
  }

  protected readonly day = dateInWords;

  /** Loads the page anew: nothing of whoever was here may be left in memory for whoever comes next. */
  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.session.departed();
    this.document.location.reload();
  }

  protected async createAccount(): Promise<void> {
    const inviteToken = this.invite();
    let conversationId: string | undefined;
    const isCreated = await this.account.submission.run(
      async () => {
        const body = { ...this.account.value(), ...(inviteToken && { inviteToken }), delivery: 'cookie' as const };
        ({ conversationId } = await this.session.begin(() => this.api.invoke(register, { body })));
      },
      (problem) => this.lookAgain(problem),
    );
    if (isCreated) await this.router.navigate(conversationId ? ['/chats', conversationId] : ['/']);
  }

  /** Somebody was faster, or it was withdrawn: the page says so in place of the form. */
  private lookAgain(problem: Problem): Problem {
    if (problem.code === 'invite_invalid') this.offer.reload();
    return problem;
  }
}
