import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { AnnouncementDto } from '../../api/models/announcement-dto';
import { t } from '../../core/words/words';
import { Control, Field } from '../../ui/field';

const LONGEST = 300;
const LEVELS = [
  { value: 'info', label: 'setting.announcementInfo' },
  { value: 'warning', label: 'setting.announcementWarning' },
] as const;

/** What everybody is told: its text, how much it matters, and until when. Without a text there is none. */
@Component({
  selector: 'app-announcement-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field],
  template: `
    <fieldset>
      <legend>{{ t('setting.announcement') }}</legend>
      <app-field
        [label]="t('setting.announcementText')"
        [hint]="t('setting.announcementHint')"
        [error]="error()"
        [tall]="true"
      >
        <textarea
          appControl
          #text
          rows="2"
          dir="auto"
          [maxLength]="longest"
          [value]="value()?.text ?? ''"
          (input)="change({ text: text.value })"
        ></textarea>
      </app-field>
      @if (value()) {
        <div class="levels" role="radiogroup" [attr.aria-label]="t('setting.announcementLevel')">
          @for (level of levels; track level.value) {
            <label>
              <input
                class="radio"
                type="radio"
                name="announcement-level"
                [checked]="value()?.level === level.value"
                (change)="change({ level: level.value })"
              />
              {{ t(level.label) }}
            </label>
          }
        </div>
        <app-field [label]="t('setting.announcementUntil')">
          <input
            appControl
            #until
            type="datetime-local"
            [value]="localUntil()"
            (change)="change({ until: instantOf(until.value) })"
          />
        </app-field>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    legend {
      padding: 0;
      margin-block-end: var(--space-12);
      font: var(--mat-sys-label-large);
      font-weight: 600;
    }
    .levels {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-8) var(--space-24);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-block-size: 32px;
    }
  `,
})
export class AnnouncementField {
  protected readonly t = t;
  readonly value = input.required<AnnouncementDto | null>();
  readonly error = input<string>();
  readonly valueChange = output<AnnouncementDto | null>();

  protected readonly longest = LONGEST;
  protected readonly levels = LEVELS;
  /** As the browser's control takes it: in the time of this place. */
  protected readonly localUntil = computed(() => {
    const until = this.value()?.until;
    if (until === undefined) return '';
    const time = new Date(until);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });

  protected change(changed: { text?: string; level?: AnnouncementDto['level']; until?: string | undefined }): void {
    const { text, level, until } = { text: '', level: 'info' as const, ...this.value(), ...changed };
    this.valueChange.emit(text === '' ? null : { text, level, ...(until !== undefined && { until }) });
  }

  protected instantOf(local: string): string | undefined {
    return local ? new Date(local).toISOString() : undefined;
  }
}
