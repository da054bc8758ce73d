import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { Api } from '../api/api';
import { adminGetSettings } from '../api/fn/administration/admin-get-settings';
import { adminUpdateSettings } from '../api/fn/administration/admin-update-settings';
import type { RegistrationMode } from '../api/models/registration-mode';
import { problemOf } from '../core/problem';
import { Toasts } from '../ui/toast.service';

const MODES: readonly { readonly value: RegistrationMode; readonly label: string }[] = [
  { value: 'closed', label: 'Closed' },
  { value: 'invite', label: 'By invite' },
  { value: 'open', label: 'Open to everybody' },
];

/** Who may make an account of their own. */
@Component({
  selector: 'app-registration-setting',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (settings.hasValue()) {
      <label>
        Registration
        <select #box [value]="settings.value().registration" (change)="choose(box)">
          @for (mode of modes; track mode.value) {
            <option [value]="mode.value" [selected]="mode.value === settings.value().registration">
              {{ mode.label }}
            </option>
          }
        </select>
      </label>
    }
  `,
  styles: `
    label {
      display: inline-flex;
      align-items: center;
      gap: var(--space-8);
      color: var(--mat-sys-on-surface-variant);
    }
    select {
      min-block-size: 2.25rem;
      padding-inline: var(--space-8);
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-small);
      background: var(--parley-paper);
      color: var(--mat-sys-on-surface);
    }
    @media (pointer: coarse) {
      select {
        min-block-size: 44px;
      }
    }
  `,
})
export class RegistrationSetting {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly modes = MODES;
  protected readonly settings = resource({ loader: () => this.api.invoke(adminGetSettings) });

  protected async choose(box: HTMLSelectElement): Promise<void> {
    const registration = MODES.find(({ value }) => value === box.value)?.value;
    if (!registration) return;
    try {
      this.settings.set(await this.api.invoke(adminUpdateSettings, { body: { registration } }));
      this.toasts.show({ text: 'Registration changed' });
    } catch (error) {
      this.toasts.showError(`Registration was not changed. ${problemOf(error).detail}`);
      this.settings.reload();
    }
  }
}
