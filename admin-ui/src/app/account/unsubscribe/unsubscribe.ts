import {
  ChangeDetectionStrategy,
  Component,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { unsubscribeFromMail } from '../../api/fn/notifications/unsubscribe-from-mail';
import type { UnsubscribedDto } from '../../api/models/unsubscribed-dto';
import { FormSubmission } from '../../core/form-submission';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { EntryPage } from '../entry/entry-page';

/** Where the link of a mail leads: it asks before it stops mails of that kind, for programs open links by themselves. */
@Component({
  selector: 'app-unsubscribe',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EntryPage, Icon, RouterLink],
  template: `
    <app-entry-page>
      @if (stopped(); as kind) {
        <h1 #done tabindex="-1">{{ t('unsubscribe.done') }}</h1>
        <p class="sub">{{ t(kind === 'digest' ? 'unsubscribe.doneDigest' : 'unsubscribe.doneUnread') }}</p>
      } @else if (token()) {
        <h1>{{ t('unsubscribe.title') }}</h1>
        <p class="sub">{{ t('unsubscribe.text') }}</p>
        <form novalidate (submit)="$event.preventDefault(); stop()">
          @if (submission.failure(); as failure) {
            <p class="notice bad" role="alert"><app-icon name="alert" />{{ failure }}</p>
          }
          <button class="btn primary lg block" [attr.aria-disabled]="submission.isBusy() || null">
            {{ submission.isBusy() ? t('unsubscribe.stopping') : t('unsubscribe.stop') }}
          </button>
        </form>
      } @else {
        <h1>{{ t('unsubscribe.incomplete') }}</h1>
        <p class="sub">{{ t('problem.unsubscribe_link_invalid') }}</p>
      }
      <div class="else">
        @if (isSignedIn()) {
          <a routerLink="/settings" fragment="notifications">{{ t('unsubscribe.settings') }}</a>
        } @else {
          <a routerLink="/login">{{ t('account.goToSignIn') }}</a>
        }
      </div>
    </app-entry-page>
  `,
  styleUrl: '../entry/entry-form.css',
})
export class Unsubscribe {
  protected readonly t = t;
  /** From the address. */
  readonly token = input<string>();

  private readonly api = inject(Api);
  private readonly done = viewChild<ElementRef<HTMLElement>>('done');
  protected readonly isSignedIn = inject(Session).isSignedIn;
  protected readonly submission = new FormSubmission({});
  /** What is not mailed any more. */
  protected readonly stopped = signal<UnsubscribedDto['kind'] | undefined>(undefined);

  constructor() {
    effect(() => this.done()?.nativeElement.focus());
  }

  protected async stop(): Promise<void> {
    const token = this.token();
    if (!token) return;
    await this.submission.run(async () => {
      const { kind } = await this.api.invoke(unsubscribeFromMail, { token });
      this.stopped.set(kind);
    });
  }
}
