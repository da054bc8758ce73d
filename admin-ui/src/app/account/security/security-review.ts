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
    <app-dialog [heading]="t('security.title')">
      <ul>
        @for (notice of notices; track notice.id) {
          <li>
            <app-icon [name]="iconOf(notice)" />
            <div>
              <b>{{ wordsOf(notice) }}</b>
              <p class="muted">{{ fullTime(notice.at) }}</p>
              <p class="muted">
                @if (notice.ip) {
                  {{ deviceName(notice.userAgent) }} · {{ notice.ip }}
                } @else {
                  {{ t('security.byAdministrator') }}
                }
              </p>
            </div>
          </li>
        }
      </ul>
      <p class="muted">{{ t('security.text') }}</p>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="goToSettings()">{{ t('security.settings') }}</button>
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

  protected iconOf({ kind, userAgent }: SecurityNoticeDto): 'phone' | 'device' | 'key' {
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
