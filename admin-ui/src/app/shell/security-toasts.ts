import { effect, inject, Injectable, untracked } from '@angular/core';
import { Api } from '../api/api';
import { listSecurityNotices } from '../api/fn/sign-in/list-security-notices';
import { markSecurityNoticesSeen } from '../api/fn/sign-in/mark-security-notices-seen';
import type { SecurityNoticeDto } from '../api/models/security-notice-dto';
import { problemOf } from '../core/problem';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { connectionCount } from '../core/realtime/connection-count';
import { Session } from '../core/session';
import { whenIdle } from '../core/when-idle';
import { Words } from '../core/words/loading';
import { NOTICE_WORDS } from '../core/words/notice-words';
import { t } from '../core/words/words';
import { AppDialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toast.service';

/** Nobody waits for it. */
const ASKED_WITHIN_MS = 5_000;

/** Up to where it was said in this tab: whoever closed the toast is not told again by a reload. */
const SAID_UNTIL = 'parley.security-notices-said';

/**
 * Says what happened to my account elsewhere, once in each tab until I have looked at it; asks with every connection, and when moderators
 * have something to say. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class SecurityToasts {
  private readonly api = inject(Api);
  private readonly catalogue = inject(Words);
  private readonly dialogs = inject(AppDialogs);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);

  constructor() {
    effect(() => {
      if (connectionCount() > 0) untracked(() => whenIdle(() => void this.ask(), ASKED_WITHIN_MS));
    });
    inject(RealtimeSocket).onEvent((event) => event.type === 'notice.added' && void this.ask());
  }

  /** Silent where it fails: the next connection asks again. */
  private async ask(): Promise<void> {
    const { items } = await this.api.invoke(listSecurityNotices).catch(() => ({ items: [] }));
    const [newest, ...others] = items;
    if (!newest) return;
    const key = `${SAID_UNTIL}.${this.session.me()?.id}`;
    if (newest.at <= (sessionStorage.getItem(key) ?? '')) return;
    sessionStorage.setItem(key, newest.at);
    const text = t(NOTICE_WORDS[newest.kind]);
    this.toasts.show({
      text: others.length === 0 ? text : `${text} ${t('security.more', { count: others.length })}`,
      stays: true,
      action: { label: t('security.review'), run: () => void this.review(items) },
    });
  }

  private async review(notices: readonly SecurityNoticeDto[]): Promise<void> {
    const [{ SecurityReview }] = await Promise.all([
      import('../account/security/security-review'),
      this.catalogue.load('account'),
    ]);
    const dialog = this.dialogs.open<boolean, readonly SecurityNoticeDto[], InstanceType<typeof SecurityReview>>(
      SecurityReview,
      { data: notices },
    );
    dialog.closed.subscribe((isFine) => isFine && void this.markSeen(notices));
  }

  private async markSeen([newest]: readonly SecurityNoticeDto[]): Promise<void> {
    if (!newest) return;
    try {
      await this.api.invoke(markSecurityNoticesSeen, { body: { until: newest.at } });
    } catch (error) {
      this.toasts.showError(problemOf(error).detail);
    }
  }
}
