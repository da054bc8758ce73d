import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Session } from '../../core/session';
import { Activity } from '../../core/presence/activity';
import type { PresenceState } from '../../core/presence/presence';
import { PersonProfile } from '../../people/person-profile';
import { Avatar } from '../../ui/avatar';
import { PresenceDot } from '../../ui/presence-dot';
import { SecondFactor } from '../second-factor/second-factor';
import { LanguageSelect } from '../language-select';
import { Appearance } from './appearance';
import { BlockedList } from './blocked-list';
import { PasswordForm } from './password-form';
import { PrivacyForm } from './privacy-form';
import { ProfileForm } from './profile-form';
import { SessionList } from './session-list';
import { StatusForm } from './status-form';
import { WritingForm } from './writing-form';
import { t } from '../../core/words/words';

/** My own account: name, colours, password, devices. */
@Component({
  selector: 'app-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Appearance,
    Avatar,
    BlockedList,
    LanguageSelect,
    PasswordForm,
    PersonProfile,
    PresenceDot,
    PrivacyForm,
    ProfileForm,
    SecondFactor,
    SessionList,
    StatusForm,
    WritingForm,
  ],
  templateUrl: './settings.html',
  styleUrl: './settings.css',
})
export class Settings {
  protected readonly t = t;
  protected readonly me = inject(Session).me;
  private readonly activity = inject(Activity);
  protected readonly dot = computed((): PresenceState | undefined =>
    this.me()?.presenceVisibility === 'nobody' ? 'offline' : this.activity.state(),
  );
}
