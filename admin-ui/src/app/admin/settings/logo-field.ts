import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminRemoveLogo } from '../../api/fn/administration/admin-remove-logo';
import type { LogoDto } from '../../api/models/logo-dto';
import { bytesText } from '../../core/bytes-text';
import { problemOf } from '../../core/problem';
import { Link } from '../../core/realtime/link';
import { logoUrlOf } from '../../core/server-meta';
import { t } from '../../core/words/words';
import { PictureUpload } from '../../state/uploads/picture-upload';
import { AppDialogs } from '../../ui/dialogs';
import { Icon } from '../../ui/icon';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];
const PATH = '/api/v1/admin/settings/logo';

/** The logo of the organisation as it stands on the page of sign-in, in both themes. It changes at once, not with the rest. */
@Component({
  selector: 'app-logo-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <h3>{{ t('setting.logo') }}</h3>
    <p class="hint" [id]="hintId">{{ isOffline() ? t('setting.logoOffline') : t('setting.logoHint') }}</p>
    @if (url(); as shown) {
      <div class="preview">
        <span class="light"><img [src]="shown" [alt]="t('setting.logoLight')" /></span>
        <span class="dark"><img [src]="shown" [alt]="t('setting.logoDark')" /></span>
      </div>
    }
    <div class="row">
      <button
        type="button"
        class="btn sm line"
        [attr.aria-disabled]="isBusy() || isOffline() || null"
        [attr.aria-describedby]="hintId"
        (click)="ask(chooser)"
      >
        <app-icon name="picture" [size]="16" />{{
          isBusy() ? t('action.saving') : url() ? t('setting.logoChange') : t('setting.logoAdd')
        }}
      </button>
      @if (url()) {
        <button type="button" class="btn sm" [attr.aria-disabled]="isBusy() || isOffline() || null" (click)="remove()">
          {{ t('setting.logoRemove') }}
        </button>
      }
    </div>
    @if (problem(); as words) {
      <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ words }}</p>
    } @else if (done(); as words) {
      <p class="hint ok" role="status"><app-icon name="check" [size]="16" />{{ words }}</p>
    }
    <input #chooser hidden type="file" [accept]="accepted" (change)="choose(chooser.files?.[0]); chooser.value = ''" />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
    }
    h3 {
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    .preview {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 1fr));
      gap: var(--space-12);
    }
    .preview span {
      display: grid;
      align-items: center;
      min-block-size: 80px;
      padding: var(--space-16);
      border: 1px solid var(--parley-hairline);
      border-radius: var(--mat-sys-corner-medium);
    }
    .light {
      background: #faf9fd;
    }
    .dark {
      background: #121316;
    }
    img {
      display: block;
      max-inline-size: 100%;
      max-block-size: 48px;
    }
    .dark img {
      /* As it stands on the page of sign-in. */
      background: #faf9fd;
      box-shadow: 0 0 0 6px #faf9fd;
      border-radius: 2px;
    }
    .row {
      flex-wrap: wrap;
    }
  `,
})
export class LogoField {
  protected readonly t = t;
  protected readonly accepted = TYPES.join();
  protected readonly hintId = 'logo-hint';
  /** Of the picture; null where there is none. */
  readonly value = input.required<string | null>();
  /** There is another one, or none any more. */
  readonly changed = output<void>();

  private readonly api = inject(Api);
  private readonly uploads = inject(PictureUpload);
  private readonly dialogs = inject(AppDialogs);
  private readonly ending = new AbortController();
  protected readonly isOffline = inject(Link).isDown;
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly done = signal<string | undefined>(undefined);
  protected readonly url = computed(() => logoUrlOf(this.value()));

  constructor() {
    inject(DestroyRef).onDestroy(() => this.ending.abort());
  }

  protected ask(chooser: HTMLInputElement): void {
    if (!this.isOffline() && !this.isBusy()) chooser.click();
  }

  protected async choose(file: File | undefined): Promise<void> {
    if (!file || this.isBusy()) return;
    this.done.set(undefined);
    this.problem.set(await this.refusalOf(file));
    if (this.problem() !== undefined) return;
    const { signal } = this.ending;
    await this.tried(() => this.uploads.put<LogoDto>(PATH, file, () => undefined, signal), t('setting.logoChanged'));
  }

  protected async remove(): Promise<void> {
    if (this.isBusy() || this.isOffline()) return;
    const words = {
      title: t('setting.logoRemoveAsk'),
      text: t('setting.logoRemoveText'),
      yes: t('setting.logoRemove'),
    };
    if (await this.dialogs.confirm(words))
      await this.tried(() => this.api.invoke(adminRemoveLogo), t('setting.logoRemoved'));
  }

  private async tried(work: () => Promise<unknown>, done: string): Promise<void> {
    this.problem.set(undefined);
    this.isBusy.set(true);
    try {
      await work();
      this.done.set(done);
      this.changed.emit();
    } catch (error) {
      if (!this.ending.signal.aborted) this.problem.set(reasonOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private async refusalOf(file: File): Promise<string | undefined> {
    if (!TYPES.includes(file.type)) return t('setting.logoNotOne');
    const most = await this.uploads.mostBytes();
    return file.size > most ? t('setting.logoTooLarge', { size: bytesText(most) }) : undefined;
  }
}

/** Files of messages are told otherwise what to do. */
function reasonOf(error: unknown): string {
  const { code, detail } = problemOf(error);
  return code === 'picture_refused' || code === 'type_refused' ? t('setting.logoNotOne') : detail;
}
