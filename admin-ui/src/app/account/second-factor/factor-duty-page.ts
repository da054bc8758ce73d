import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import type { SecondFactorDto } from '../../api/models/second-factor-dto';
import { leaveWhenSignedOut } from '../../core/leave-when-signed-out';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { EntryPage } from '../entry/entry-page';
import { SecondFactor } from './second-factor';

/** The organisation asks for a second factor, and nothing else is possible before there is one. */
@Component({
  selector: 'app-factor-duty-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EntryPage, SecondFactor],
  template: `
    <app-entry-page>
      <h1>{{ t(isDone() ? 'factor.dutyDone' : 'factor.duty') }}</h1>
      <p class="sub">{{ t(isDone() ? 'factor.dutyDoneText' : 'factor.dutyText') }}</p>
      <app-second-factor [isDemanded]="true" (known)="see($event)" />
      <div class="else">
        @if (isDone()) {
          <button type="button" class="btn primary lg block" (click)="goOn()">{{ t('factor.goOn') }}</button>
        }
        <button type="button" class="link" (click)="session.signOut()">{{ t('shell.signOut') }}</button>
      </div>
    </app-entry-page>
  `,
  styleUrl: '../entry/entry-form.css',
})
export class FactorDutyPage {
  protected readonly t = t;
  protected readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  protected readonly isDone = signal(false);
  /** It was asked for when the page was opened: whoever has one by then has nothing to do here. */
  private wasAsked = false;

  constructor() {
    leaveWhenSignedOut();
  }

  protected see({ requiredBy }: SecondFactorDto): void {
    if (requiredBy !== null) this.wasAsked = true;
    else if (this.wasAsked) this.isDone.set(true);
    else this.goOn();
  }

  /** Loaded anew, the app finds everything as it is after a sign-in. */
  protected goOn(): void {
    this.document.location.assign('/');
  }
}
