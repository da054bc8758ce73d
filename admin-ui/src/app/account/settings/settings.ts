import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Session } from '../../core/session';
import { Avatar } from '../../ui/avatar';
import { Appearance } from './appearance';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { SessionList } from './session-list';

/** My own account: name, colours, password, devices. */
@Component({
  selector: 'app-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Appearance, Avatar, PasswordForm, ProfileForm, SessionList],
  templateUrl: './settings.html',
  styleUrl: './settings.css',
})
export class Settings {
  protected readonly me = inject(Session).me;
}
