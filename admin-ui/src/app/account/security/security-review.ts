import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { deviceName, isHandheld } from '../settings/device-name';
import type { SecurityNoticeDto } from '../../api/models/security-notice-dto';
import { fullTime } from '../../core/times';
import { NOTICE_WORDS } from '../../core/words/notice-words';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';

/** What happened to my account: when, and from which device. Closes with true once that is fine. */
@Component({
  selector: 'app-security-review',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t(isOnlyModerators ? 'security.fromModerators' : 'security.title')">
      <ul>
        @for (notice of notices; track notice.id) {
          <li>
            <app-icon [name]="iconOf(notice)" />
            <div>
              <b>{{ wordsOf(notice) }}</b>
              <p class="muted">{{ fullTime(notice.at) }}</p>
              <p class="muted">
                @if (isOfModerators(notice)) {
                  {{ t('security.byModerator') }}
                } @else if (notice.ip) {
                  {{ deviceName(notice.userAgent) }} · {{ notice.ip }}
                } @else {
                  {{ t('security.byAdministrator') }}
                }
              </p>
              @if (notice.note) {
                <blockquote class="sentence" dir="auto">{{ notice.note }}</blockquote>
              }
            </div>
          </li>
        }
      </ul>
      @if (!isOnlyModerators) {
        <p class="muted">{{ t('security.text') }}</p>
      }
      @if (hasWarning) {
        <p class="muted">{{ t('security.warnedText') }}</p>
      }
      <footer actions>
        <span class="grow"></span>
        @if (!isOnlyModerators) {
          <button type="button" class="btn" (click)="goToSettings()">{{ t('security.settings') }}</button>
        }
        <button type="button" class="btn primary" (click)="ref.close(true)">{{ t('security.fine') }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--space-16);
      margin-block-end: var(--space-16);
    }
    li {
      display: flex;
      gap: var(--space-12);
      overflow-wrap: anywhere;
    }
    blockquote {
      margin: var(--space-8) 0 0;
      padding: 4px 10px;
      border-inline-start: 3px solid var(--mat-sys-outline-variant);
      white-space: pre-wrap;
    }
    b {
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
  `,
})
export class SecurityReview {
  protected readonly t = t;
  protected readonly fullTime = fullTime;
  protected readonly deviceName = deviceName;
  private readonly router = inject(Router);
  protected readonly notices = inject<readonly SecurityNoticeDto[]>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);

  /** None of them is about the account itself. */
  protected readonly isOnlyModerators = this.notices.every((notice) => this.isOfModerators(notice));
  protected readonly hasWarning = this.notices.some(({ kind }) => kind === 'warned');

  protected isOfModerators({ kind }: SecurityNoticeDto): boolean {
    return kind === 'warned' || kind === 'report_closed';
  }

  protected iconOf({ kind, userAgent }: SecurityNoticeDto): 'phone' | 'device' | 'key' | 'flag' {
    if (kind === 'warned' || kind === 'report_closed') return 'flag';
    if (kind !== 'device_new') return 'key';
    return isHandheld(userAgent) ? 'phone' : 'device';
  }

  protected wordsOf({ kind }: SecurityNoticeDto): string {
    return t(NOTICE_WORDS[kind]);
  }

  protected goToSettings(): void {
    this.ref.close();
    void this.router.navigate(['/settings']);
  }
}
