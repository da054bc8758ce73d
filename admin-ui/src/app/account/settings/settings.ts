import { DOCUMENT } from '@angular/common';
import { afterNextRender, ChangeDetectionStrategy, Component, computed, effect, inject, Injector } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
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
import { InstallApp } from './install-app';
import { NotificationSettings } from './notifications/notification-settings';
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
    InstallApp,
    LanguageSelect,
    NotificationSettings,
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
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly part = toSignal(inject(ActivatedRoute).fragment);
  protected readonly dot = computed((): PresenceState | undefined =>
    this.me()?.presenceVisibility === 'nobody' ? 'offline' : this.activity.state(),
  );

  constructor() {
    effect(() => {
      const part = this.part();
      if (part)
        afterNextRender(() => this.document.getElementById(part)?.scrollIntoView({ block: 'nearest' }), {
          injector: this.injector,
        });
    });
  }
}
