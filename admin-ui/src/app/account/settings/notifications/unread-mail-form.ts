import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { UpdateUnreadMailDto } from '../../../api/models/update-unread-mail-dto';
import { problemOf } from '../../../core/problem';
import { ServerMeta } from '../../../core/server-meta';
import { Session } from '../../../core/session';
import type { PlainKey } from '../../../core/words/catalogue';
import { t } from '../../../core/words/words';
import { NotificationChoices } from '../../../state/notifications/notification-choices';
import { Control, Field } from '../../../ui/field';
import { Icon } from '../../../ui/icon';

/** Minutes that can be chosen; others that an integration chose stand beside them. */
const TIMES: readonly { readonly minutes: number; readonly label: PlainKey }[] = [
  { minutes: 5, label: 'mailing.5m' },
  { minutes: 30, label: 'mailing.30m' },
  { minutes: 120, label: 'mailing.2h' },
  { minutes: 480, label: 'mailing.8h' },
  { minutes: 1_440, label: 'mailing.24h' },
];

const DIGESTS = [
  { digest: 'none', label: 'mailing.noDigest' },
  { digest: 'daily', label: 'mailing.daily' },
  { digest: 'weekly', label: 'mailing.weekly' },
] as const;

/** After how long what is unread is mailed to me, and whether a summary is. A choice is saved at once. */
@Component({
  selector: 'app-unread-mail-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, Icon],
  template: `
    <fieldset aria-describedby="mailing-hint">
      <legend>{{ t('mailing.title') }}</legend>
      @if (isMailed()) {
        <p class="hint" id="mailing-hint">{{ t('mailing.hint', { address: address() }) }}</p>
        <app-field [label]="t('mailing.after')">
          <select appControl #after (change)="chooseAfter(after.value)">
            <option value="" [selected]="!chosen()?.after">{{ t('mailing.never') }}</option>
            @for (time of times(); track time.minutes) {
              <option [value]="time.minutes" [selected]="chosen()?.after === time.minutes">{{ time.label }}</option>
            }
          </select>
        </app-field>
        <app-field [label]="t('mailing.digest')">
          <select appControl #digest (change)="chooseDigest(digest.value)">
            @for (one of digests; track one.digest) {
              <option [value]="one.digest" [selected]="chosen()?.digest === one.digest">{{ t(one.label) }}</option>
            }
          </select>
        </app-field>
        <p class="hint" [class.ok]="isSaved()" [class.bad]="!!problem()" role="status">
          @if (problem(); as words) {
            {{ words }}
          } @else if (isSaved()) {
            <app-icon name="check" [size]="16" />{{ t('action.saved') }}
          }
        </p>
      } @else {
        <p class="hint" id="mailing-hint">{{ t('mailing.off') }}</p>
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
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    app-field {
      max-inline-size: 360px;
    }
  `,
})
export class UnreadMailForm {
  protected readonly t = t;
  protected readonly digests = DIGESTS;
  private readonly choices = inject(NotificationChoices);
  private readonly me = inject(Session).me;
  private readonly server = inject(ServerMeta);
  protected readonly isMailed = computed(() => this.server.meta()?.features.mail === true);
  protected readonly address = computed(() => this.me()?.email ?? '');
  protected readonly chosen = computed(() => this.choices.all()?.mail);
  protected readonly isSaved = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly times = computed(() => {
    const after = this.chosen()?.after;
    const known = TIMES.map(({ minutes, label }) => ({ minutes, label: t(label) }));
    if (after == null || TIMES.some(({ minutes }) => minutes === after)) return known;
    return [...known, { minutes: after, label: t('mailing.minutes', { count: after }) }];
  });

  protected chooseAfter(value: string): void {
    void this.choose({ after: value === '' ? null : Number(value) });
  }

  protected chooseDigest(value: string): void {
    const one = DIGESTS.find(({ digest }) => digest === value);
    if (one) void this.choose({ digest: one.digest });
  }

  private async choose(mail: UpdateUnreadMailDto): Promise<void> {
    this.problem.set(undefined);
    this.isSaved.set(false);
    try {
      await this.choices.choose({ mail });
      this.isSaved.set(true);
    } catch (error) {
      this.problem.set(t('push.notSaved', { reason: problemOf(error).detail }));
    }
  }
}
