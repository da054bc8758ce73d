import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, type Signal, signal } from '@angular/core';
import { wallTime } from '../../../../src/users/wall-time.js';
import { reminderTimes } from '../core/reminder-times';
import { serverNow } from '../core/server-clock';
import { dayAndTime, timeIn, timeZoneHere } from '../core/times';
import { morningAfter } from '../core/times-in-zones';
import { isolated } from '../core/isolated';
import { t } from '../core/words/words';
import { DialogFrame } from './dialog-frame';
import { chosenMoment, type OtherClock, TimeField } from './time-field';

/** What a time is chosen for. */
export interface TimeQuestion {
  readonly title: string;
  /** What the button says that takes the time of the field. */
  readonly set: string;
  /** Whoever reads it then, once it is known that their clock shows another time. */
  readonly other?: Signal<OtherClock | undefined>;
}

/** A moment to come, as the server reads it, and what clocks it was read from; a span from now has none. */
export interface ChosenTime {
  readonly at: string;
  readonly wall?: { readonly time: string; readonly zone: string };
}

/** Asks for one of the usual times or another one; closes with a `ChosenTime`. Its words are the part `later`. */
@Component({
  selector: 'app-choose-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, TimeField],
  template: `
    <app-dialog [heading]="question.title">
      <div class="usual">
        @for (time of usual(); track time.label) {
          <button type="button" class="btn line" (click)="ref.close(time.chosen)">
            <span>{{ time.label }}</span>
            <span class="at">
              {{ dayAndTime(time.chosen.at) }}
              @if (time.theirs) {
                <span class="theirs">{{ time.theirs }}</span>
              }
            </span>
          </button>
        }
      </div>
      <form id="choose-time" novalidate (submit)="$event.preventDefault(); choose()">
        <app-time-field
          fieldId="chosen-time"
          [label]="t('when.other')"
          [other]="other()"
          [(text)]="text"
          [(isWrong)]="isWrong"
        />
      </form>
      <footer actions>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="ref.close()">{{ t('action.cancel') }}</button>
        <button form="choose-time" class="btn primary">{{ question.set }}</button>
      </footer>
    </app-dialog>
  `,
  styles: `
    .usual {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
      margin-block-end: var(--space-20);
    }
    .usual .btn {
      justify-content: space-between;
      inline-size: 100%;
      min-block-size: 44px;
      padding-block: 6px;
      text-align: start;
      white-space: normal;
    }
    .at {
      min-inline-size: 0;
      overflow-wrap: anywhere;
      text-align: end;
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
      font-variant-numeric: tabular-nums;
    }
    .theirs {
      display: block;
      font: var(--mat-sys-body-small);
    }
  `,
})
export class ChooseTime {
  protected readonly t = t;
  protected readonly dayAndTime = dayAndTime;
  protected readonly question = inject<TimeQuestion>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<ChosenTime>>(DialogRef);
  protected readonly text = signal('');
  protected readonly isWrong = signal(false);
  protected readonly other = computed(() => this.question.other?.());
  protected readonly usual = computed(() => usualTimes(serverNow(), this.other()));

  protected choose(): void {
    const at = chosenMoment(this.text(), serverNow());
    if (at) this.ref.close({ at: at.toISOString(), wall: { time: this.text(), zone: timeZoneHere() } });
    else this.isWrong.set(true);
  }
}

/** Each moment once; of two, the one that was named first. */
function usualTimes(now: Date, other: OtherClock | undefined) {
  const { inAnHour, tomorrow, nextWeek } = reminderTimes(now);
  const name = isolated(other?.name ?? '');
  const all = [
    { label: t('when.inAnHour'), chosen: { at: inAnHour } },
    { label: t('when.tomorrow'), chosen: asShown(tomorrow, timeZoneHere()) },
    ...(other ? [{ label: t('when.theirs', { name }), chosen: theirMorning(now, other.timeZone) }] : []),
    { label: t('when.monday'), chosen: asShown(nextWeek, timeZoneHere()) },
  ];
  const once = all.filter(({ chosen }, place) => all.findIndex((time) => time.chosen.at === chosen.at) === place);
  return once.map(({ label, chosen }) => {
    const when = other && timeIn(other.timeZone, new Date(chosen.at));
    return { label, chosen, theirs: when && t('when.there', { when, name }) };
  });
}

function theirMorning(now: Date, zone: string): ChosenTime {
  return asShown(morningAfter(now, zone).toISOString(), zone);
}

/** What the clocks there show then is what is meant. */
function asShown(at: string, zone: string): ChosenTime {
  return { at, wall: { time: wallTime(new Date(at), zone), zone } };
}
