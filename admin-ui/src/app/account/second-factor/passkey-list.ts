import { ChangeDetectionStrategy, Component, computed, inject, output, resource } from '@angular/core';
import { Api } from '../../api/api';
import { listPasskeys } from '../../api/fn/sign-in/list-passkeys';
import type { PasskeyDto } from '../../api/models/passkey-dto';
import { problemOf } from '../../core/problem';
import { canUsePasskeys } from '../../core/proof/passkeys';
import { ServerMeta } from '../../core/server-meta';
import { briefly, dateInWords } from '../../core/times';
import { t } from '../../core/words/words';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { PasskeyActs } from './passkey-acts';

/** My passkeys, and where none can be added, why. */
@Component({
  selector: 'app-passkey-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ErrorState, Icon, Skeleton],
  template: `
    <h3>{{ t('passkey.title') }}</h3>
    <p class="hint">{{ t('passkey.hint') }}</p>
    @if (list.hasValue()) {
      <ul>
        @for (one of list.value().items; track one.id) {
          <li>
            <app-icon name="key" />
            <div class="grow">
              <b dir="auto">{{ one.name }}</b>
              <p class="muted">
                {{ t('passkey.added', { when: date(one.createdAt) }) }} ·
                {{ one.lastUsedAt ? t('passkey.used', { when: briefly(one.lastUsedAt) }) : t('passkey.neverUsed') }}
              </p>
            </div>
            <button
              type="button"
              class="btn line sm"
              [attr.aria-label]="t('passkey.renameOf', { name: one.name })"
              (click)="rename(one)"
            >
              {{ t('passkey.renameShort') }}
            </button>
            <button
              type="button"
              class="btn line sm"
              [attr.aria-label]="t('passkey.removeOf', { name: one.name })"
              (click)="remove(one)"
            >
              {{ t('passkey.remove') }}
            </button>
          </li>
        }
      </ul>
      @if (whyNot(); as why) {
        <p class="hint">{{ t(why) }}</p>
      } @else {
        <button type="button" class="btn line" [attr.aria-disabled]="isBusy || null" (click)="add()">
          <app-icon name="plus" [size]="16" />{{ t('passkey.addDots') }}
        </button>
      }
    } @else if (problem(); as problem) {
      <app-error-state [title]="t('passkey.notLoaded')" [text]="problem.detail" (retry)="list.reload()" />
    } @else {
      <app-skeleton [rows]="1" [rowHeight]="56" [avatar]="20" />
    }
  `,
  styleUrl: './second-factor.css',
})
export class PasskeyList {
  protected readonly t = t;
  protected readonly date = dateInWords;
  protected readonly briefly = briefly;
  /** One was added or removed; with the recovery codes that came with the first factor. */
  readonly changed = output<readonly string[]>();

  private readonly api = inject(Api);
  private readonly acts = inject(PasskeyActs);
  private readonly server = inject(ServerMeta);
  protected isBusy = false;
  protected readonly list = resource({ loader: () => this.api.invoke(listPasskeys) });
  protected readonly problem = computed(() => {
    const error = this.list.error();
    return error && problemOf(error);
  });
  protected readonly whyNot = computed(() => {
    if (this.server.meta()?.features.passkeys !== true) return 'passkey.offHere' as const;
    return canUsePasskeys() ? undefined : ('passkey.offInBrowser' as const);
  });

  constructor() {
    this.server.ensure().catch(() => undefined);
  }

  protected async add(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const recoveryCodes = await this.acts.add();
    this.isBusy = false;
    if (recoveryCodes) this.tell(recoveryCodes);
  }

  protected async rename(passkey: PasskeyDto): Promise<void> {
    await this.acts.rename(passkey);
    this.list.reload();
  }

  protected async remove(passkey: PasskeyDto): Promise<void> {
    await this.acts.remove(passkey);
    this.tell([]);
  }

  private tell(recoveryCodes: readonly string[]): void {
    this.list.reload();
    this.changed.emit(recoveryCodes);
  }
}
