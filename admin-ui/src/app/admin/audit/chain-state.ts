import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminVerifyAudit } from '../../api/fn/administration/admin-verify-audit';
import { serverNow } from '../../core/server-clock';
import { clockTime } from '../../core/times';
import { t } from '../../core/words/words';
import { Icon } from '../../ui/icon';

/** Whether anybody changed the audit log, checked when it is opened and when somebody asks. */
@Component({
  selector: 'app-chain-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" [size]="18" [class.good]="isGood()" [class.bad]="isBad()" />
    <p role="status" class="grow" [class.bad]="isBad()">{{ words() }}</p>
    <button type="button" class="btn sm line" [disabled]="verdict.isLoading()" (click)="verdict.reload()">
      {{ t('audit.verify') }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-32);
      border-block-start: 1px solid var(--parley-hairline);
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    .good {
      color: var(--parley-presence-active);
    }
    .bad {
      color: var(--mat-sys-error);
    }
    p {
      flex-basis: 8rem;
      min-inline-size: 0;
    }
    @media (max-width: 599px) {
      :host {
        padding-inline: var(--space-16);
      }
    }
  `,
})
export class ChainState {
  protected readonly t = t;
  private readonly api = inject(Api);

  protected readonly verdict = resource({
    loader: async () => ({ ...(await this.api.invoke(adminVerifyAudit)), at: serverNow().toISOString() }),
  });
  private readonly known = computed(() =>
    this.verdict.hasValue() && !this.verdict.isLoading() ? this.verdict.value() : undefined,
  );
  protected readonly isGood = computed(() => this.known()?.ok === true);
  protected readonly isBad = computed(() => this.known()?.ok === false);
  protected readonly icon = computed(() => (this.isGood() ? 'check' : this.known() ? 'alert' : 'clock'));
  protected readonly words = computed(() => {
    const verdict = this.known();
    if (verdict?.ok) return t('audit.verified', { count: verdict.sealedThrough, time: clockTime(verdict.at) });
    if (verdict) return t('audit.bad', { place: verdict.firstBad ?? 1 });
    return this.verdict.isLoading() ? t('audit.verifying') : t('audit.notVerified');
  });
}
