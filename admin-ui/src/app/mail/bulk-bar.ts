import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { t } from '../core/words/words';
import type { BoxName, Mail } from '../state/mail/mail-list';
import { Icon } from '../ui/icon';
import { BulkActs } from './bulk-acts';
import { MailSelection } from './mail-selection';

/** What can be done with the selected messages, in place of the heading of their list. */
@Component({
  selector: 'app-bulk-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <button type="button" class="iconbtn" [attr.aria-label]="t('bulk.clear')" (click)="selection.clear()">
      <app-icon name="close" />
    </button>
    <span class="grow num" role="status">{{ t('bulk.selected', { count: selection.count() }) }}</span>
    @if (isReceived()) {
      <button
        type="button"
        class="iconbtn"
        [attr.aria-label]="t('bulk.read')"
        [title]="t('bulk.read')"
        (click)="read()"
      >
        <app-icon name="check-double" />
      </button>
    }
    @if (box() !== 'trash') {
      <button
        type="button"
        class="iconbtn"
        [attr.aria-label]="t('bulk.archive')"
        [title]="t('bulk.archive')"
        (click)="run(acts.archive)"
      >
        <app-icon name="archive" />
      </button>
    }
    @switch (box()) {
      @case ('trash') {
        <button
          type="button"
          class="iconbtn"
          [attr.aria-label]="t('action.restore')"
          [title]="t('action.restore')"
          (click)="run(acts.restore)"
        >
          <app-icon name="retry" />
        </button>
      }
      @case ('saved') {
        <button
          type="button"
          class="iconbtn"
          [attr.aria-label]="t('bulk.unsave')"
          [title]="t('bulk.unsave')"
          (click)="run(acts.unsave)"
        >
          <app-icon name="close" />
        </button>
      }
      @default {
        <button
          type="button"
          class="iconbtn"
          [attr.aria-label]="t('message.deleteForMe')"
          [title]="t('message.deleteForMe')"
          (click)="run(acts.delete)"
        >
          <app-icon name="trash" />
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-4);
    }
  `,
  host: { role: 'toolbar', '[attr.aria-label]': "t('bulk.acts')" },
})
export class BulkBar {
  protected readonly t = t;
  readonly box = input.required<BoxName>();
  /** The list is of what others wrote. */
  readonly isReceived = input(false);
  protected readonly acts = inject(BulkActs);
  protected readonly selection = inject(MailSelection);

  protected read(): void {
    this.acts.markRead(this.selection.mailsSelected());
    this.selection.clear();
  }

  /** With those that are selected now; what comes of it is said afterwards. */
  protected run(act: (mails: readonly Mail[]) => Promise<void>): void {
    const mails = this.selection.mailsSelected();
    this.selection.clear();
    void act.call(this.acts, mails);
  }
}
