import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { Api } from '../api/api';
import { adminGetSettings } from '../api/fn/administration/admin-get-settings';
import { adminUpdateSettings } from '../api/fn/administration/admin-update-settings';
import type { OrganisationSettingsDto } from '../api/models/organisation-settings-dto';
import { problemOf } from '../core/problem';
import { Toasts } from '../ui/toast.service';

type SettingName = keyof OrganisationSettingsDto;

interface Setting {
  readonly name: SettingName;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const SETTINGS: readonly Setting[] = [
  {
    name: 'registration',
    label: 'Registration',
    choices: [
      { value: 'closed', label: 'Closed' },
      { value: 'invite', label: 'By invite' },
      { value: 'open', label: 'Open to everybody' },
    ],
  },
  {
    name: 'readReceipts',
    label: 'Read receipts',
    choices: [
      { value: 'choice', label: 'As each person likes' },
      { value: 'on', label: 'Shown for everybody' },
      { value: 'off', label: 'Shown for nobody' },
    ],
  },
];

/** What the organisation decides for all: who may make an account, and whether people see what others have read. */
@Component({
  selector: 'app-organisation-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (settings.hasValue()) {
      @for (setting of all; track setting.name) {
        <label>
          {{ setting.label }}
          <select #box (change)="choose(setting, box)">
            @for (choice of setting.choices; track choice.value) {
              <option [value]="choice.value" [selected]="choice.value === settings.value()[setting.name]">
                {{ choice.label }}
              </option>
            }
          </select>
        </label>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-8) var(--space-16);
    }
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
export class OrganisationSettings {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly all = SETTINGS;
  protected readonly settings = resource({ loader: () => this.api.invoke(adminGetSettings) });

  protected async choose({ name, label, choices }: Setting, box: HTMLSelectElement): Promise<void> {
    const value = choices[box.selectedIndex]?.value;
    try {
      this.settings.set(await this.api.invoke(adminUpdateSettings, { body: { [name]: value } }));
      this.toasts.show({ text: `${label} changed` });
    } catch (error) {
      this.toasts.showError(`${label}: not changed. ${problemOf(error).detail}`);
      this.settings.reload();
    }
  }
}
