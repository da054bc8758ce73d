import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { THEME_CHOICES, Theme } from '../../core/theme';
import { PasswordChange } from './password-change';
import { ProfileNames } from './profile-names';
import { SessionList } from './session-list';

/** What people set for themselves: their name, the look, their password and where they are signed in. */
@Component({
  selector: 'app-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PasswordChange, ProfileNames, SessionList],
  template: `
    <main class="page">
      <header class="phead"><h1>Settings</h1></header>
      <div class="scroll">
        <app-profile-names />
        <section aria-labelledby="look">
          <h2 id="look">Appearance</h2>
          <fieldset>
            <legend class="vh">Theme</legend>
            @for (choice of choices; track choice.value) {
              <label>
                <input type="radio" name="theme" [checked]="theme.choice() === choice.value" (change)="theme.choice.set(choice.value)" />
                {{ choice.label }}
              </label>
            }
          </fieldset>
        </section>
        <app-password-change />
        <app-session-list />
      </div>
    </main>
  `,
  styleUrl: './settings.css',
})
export class Settings {
  protected readonly theme = inject(Theme);
  protected readonly choices = THEME_CHOICES;
}
