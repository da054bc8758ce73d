import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject } from '@angular/core';
import { InstallPrompt } from '../../core/install-prompt';
import { t } from '../../core/words/words';
import { isAppleMobile } from '../../state/notifications/push-obstacle';
import { Icon } from '../../ui/icon';

/** How Parley becomes an app on this device: by a button where the browser offers it, else in words. */
@Component({
  selector: 'app-install-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (prompt.isInstalled()) {
      <p class="state"><app-icon name="check" [size]="18" />{{ t('install.done') }}</p>
    } @else if (prompt.isOffered()) {
      <button type="button" class="btn line" (click)="prompt.install()">{{ t('install.install') }}</button>
    } @else {
      <p>{{ t(how()) }}</p>
    }
  `,
  styles: `
    .state {
      display: flex;
      align-items: center;
      gap: var(--space-8);
    }
    p {
      max-inline-size: 60ch;
    }
  `,
})
export class InstallApp {
  protected readonly t = t;
  protected readonly prompt = inject(InstallPrompt);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly how = computed(() => {
    if (!this.window?.isSecureContext) return 'install.insecure';
    return isAppleMobile(this.window.navigator) ? 'install.apple' : 'install.byMenu';
  });
}
