import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminTestMail } from '../../api/fn/administration/admin-test-mail';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { t } from '../../core/words/words';

/** Whether this server sends mail, and a button that shows that it does, or why not. */
@Component({
  selector: 'app-mail-test',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ t('mailTest.title') }}</legend>
      <p class="muted">{{ t(isOn() ? 'mailTest.on' : 'mailTest.off') }}</p>
      @if (isOn()) {
        <button type="button" class="btn line" [attr.aria-disabled]="isBusy() || null" (click)="test()">
          {{ t(isBusy() ? 'mailTest.sending' : 'mailTest.send') }}
        </button>
        <p role="status" [class.bad]="isBad()">{{ result() }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      margin-block-end: var(--space-12);
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    .btn {
      justify-self: start;
    }
    [role='status'] {
      overflow-wrap: anywhere;
    }
    [role='status']:empty {
      display: none;
    }
    .bad {
      color: var(--mat-sys-error);
    }
  `,
})
export class MailTest {
  protected readonly t = t;
  readonly isOn = input.required<boolean>();

  private readonly api = inject(Api);
  protected readonly isBusy = signal(false);
  protected readonly isBad = signal(false);
  protected readonly result = signal('');

  protected async test(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.result.set('');
    try {
      const { isSent, address, problem } = await this.api.invoke(adminTestMail);
      this.show(
        !isSent,
        isSent
          ? t('mailTest.sent', { address: isolated(address) })
          : t('mailTest.notSent', { address: isolated(address), problem: isolated(problem ?? '') }),
      );
    } catch (error) {
      this.show(true, problemOf(error).detail);
    } finally {
      this.isBusy.set(false);
    }
  }

  private show(isBad: boolean, words: string): void {
    this.isBad.set(isBad);
    this.result.set(words);
  }
}
