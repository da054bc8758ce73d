import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../api/api';
import { adminListInvites } from '../api/fn/administration/admin-list-invites';
import { adminRevokeInvite } from '../api/fn/administration/admin-revoke-invite';
import type { InviteDto } from '../api/models/invite-dto';
import type { InviteMail } from '../api/models/invite-mail';
import type { InviteState } from '../api/models/invite-state';
import { isolated } from '../core/isolated';
import { problemOf } from '../core/problem';
import { ServerMeta } from '../core/server-meta';
import { Session } from '../core/session';
import { may } from '../core/staff';
import { fullTime } from '../core/times';
import type { PlainKey } from '../core/words/catalogue';
import { AppDialogs } from '../ui/dialogs';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import { InvitePeople } from './invite-people';
import { t } from '../core/words/words';

const PAGE = 50;
const STATES: Readonly<Record<InviteState, PlainKey>> = {
  open: 'invitations.open',
  used: 'invitations.used',
  expired: 'invitations.expired',
  revoked: 'invitations.revoked',
  void: 'invitations.void',
};

const MAILS: Readonly<Record<InviteMail, PlainKey>> = {
  waiting: 'invitations.mail.waiting',
  sent: 'invitations.mail.sent',
  failed: 'invitations.mail.failed',
};

/** Who is invited and what became of it; and the way to invite more. `?invite=true` opens that at once. */
@Component({
  selector: 'app-invitations',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, Icon, RouterLink, Skeleton],
  templateUrl: './invitations.html',
  styleUrls: ['./console-page.css', './invitations.css'],
})
export class Invitations {
  protected readonly t = t;
  /** From the address. */
  readonly invite = input<string>();

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly meta = inject(ServerMeta);
  private readonly session = inject(Session);

  protected readonly isClosed = this.meta.isRegistrationClosed;
  protected readonly isOwner = computed(() => may(this.session.me(), 'settings.manage'));
  protected readonly first = resource({ loader: () => this.api.invoke(adminListInvites, { limit: PAGE }) });
  protected readonly problem = computed(() => {
    const error = this.first.error();
    return error && problemOf(error);
  });
  private readonly page = computed(() => (this.first.hasValue() ? this.first.value() : undefined));
  protected readonly items = linkedSignal(() => this.page()?.items ?? []);
  protected readonly next = linkedSignal(() => this.page()?.nextCursor ?? null);
  protected readonly isLoadingMore = signal(false);
  protected readonly time = fullTime;

  constructor() {
    // Somebody else may have closed registration since.
    const known = this.meta.load().catch((error: unknown) => problemOf(error));
    effect(() => {
      if (this.invite() !== undefined) untracked(() => void known.then(() => this.openOnce()));
    });
  }

  /** What became of the mail with it, while that matters. */
  protected mailWords({ state, mail }: InviteDto): string | undefined {
    return mail && state === 'open' ? t(MAILS[mail]) : undefined;
  }

  protected words({ state, uses, maxUses }: InviteDto): string {
    return state === 'open' && maxUses > 1 ? t('invitations.openUsed', { uses, most: maxUses }) : t(STATES[state]);
  }

  protected open(): void {
    this.dialogs.open(InvitePeople, { width: 560 }).closed.subscribe(() => this.first.reload());
  }

  protected async withdraw(invite: InviteDto): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: t('invitations.withdrawAsk'),
      text: invite.email
        ? t('invitations.withdrawText', { email: isolated(invite.email) })
        : t('invitations.withdrawTextAnyone'),
      yes: t('invitations.withdrawYes'),
      danger: true,
    });
    if (!isSure) return;
    try {
      await this.api.invoke(adminRevokeInvite, { id: invite.id });
      this.toasts.show({ text: t('invitations.withdrawn') });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
    this.first.reload();
  }

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null) return;
    this.isLoadingMore.set(true);
    try {
      const page = await this.api.invoke(adminListInvites, { limit: PAGE, cursor });
      this.items.update((items) => [...items, ...page.items]);
      this.next.set(page.nextCursor);
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    } finally {
      this.isLoadingMore.set(false);
    }
  }

  /** The address forgets that it asked, so that going back does not ask again. */
  private async openOnce(): Promise<void> {
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
    if (!this.isClosed()) this.open();
  }
}
