import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminDecideReport } from '../../api/fn/administration/admin-decide-report';
import type { DecideReportDto } from '../../api/models/decide-report-dto';
import type { ReportDetailsDto } from '../../api/models/report-details-dto';
import type { ReportDto } from '../../api/models/report-dto';
import { isolated } from '../../core/isolated';
import { problemOf } from '../../core/problem';
import { dayAndTime } from '../../core/times';
import { problemText, t } from '../../core/words/words';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { type Choice, CHOICE_WORDS, CHOICES, decisionText, effectText, refusalText } from './report-words';

/** Codes of a report about whoever looks at it. */
const OWN = ['own_report', 'no_other_moderator'] as const;

/** What can be done about a report, each with what would come of it; and what was done. */
@Component({
  selector: 'app-decide-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  templateUrl: './decide-report.html',
  styleUrl: './decide-report.css',
})
export class DecideReport {
  protected readonly t = t;
  readonly report = input.required<ReportDetailsDto>();
  /** The report as it is after a decision. */
  readonly decided = output<ReportDto>();
  /** Somebody else was first: it has to be read anew. */
  readonly outdated = output<void>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);

  private readonly id = computed(() => this.report().id);
  protected readonly chosen = linkedSignal<string, Choice>({ source: this.id, computation: () => 'dismiss' });
  protected readonly note = linkedSignal({ source: this.id, computation: () => '' });
  protected readonly problem = linkedSignal<string, string>({ source: this.id, computation: () => '' });
  protected readonly isBusy = signal(false);

  protected readonly words = CHOICE_WORDS;
  protected readonly name = computed(() => isolated(this.report().sender.displayName));
  /** Nobody decides about what they wrote; why, and whether there is somebody else who can. */
  protected readonly own = computed(() => {
    const code = this.report().actions.find(({ refused }) => OWN.some((one) => one === refused))?.refused;
    return code ? { text: problemText(code) ?? '', isAlone: code === 'no_other_moderator' } : undefined;
  });
  protected readonly choices = computed(() =>
    CHOICES.map((choice) => {
      const refused = this.report().actions.find(({ action }) => action === choice)?.refused;
      const effect = refused ? refusalText(refused) : effectText(choice, this.name());
      return { choice, effect, isOff: !!refused };
    }),
  );
  protected readonly isHarsh = computed(() => this.chosen() === 'delete' || this.chosen() === 'deactivate');
  protected readonly outcome = computed(() => {
    const { decision } = this.report();
    const what = decisionText(this.report());
    if (!decision || what === undefined) return undefined;
    const by = { name: isolated(decision.by.displayName), time: dayAndTime(decision.at) };
    return { text: t('moderation.decidedBy', { what, ...by }), note: decision.note };
  });

  protected async decide(): Promise<void> {
    const chosen = this.chosen();
    const note = this.note().trim();
    const what: DecideReportDto = chosen === 'dismiss' ? { state: 'dismissed' } : { state: 'acted', action: chosen };
    if (await this.send({ ...what, ...(note && { note }) })) {
      this.toasts.show({ text: t(CHOICE_WORDS[chosen].done) });
      this.note.set('');
    }
  }

  protected async reopen(): Promise<void> {
    if (await this.send({ state: 'open' })) this.toasts.show({ text: t('moderation.reopened') });
  }

  private async send(body: DecideReportDto): Promise<boolean> {
    if (this.isBusy()) return false;
    this.isBusy.set(true);
    this.problem.set('');
    const { id, version } = this.report();
    try {
      this.decided.emit(await this.api.invoke(adminDecideReport, { id, body: { ...body, ifVersion: version } }));
      return true;
    } catch (error) {
      const { code, detail } = problemOf(error);
      this.problem.set(code === 'stale' ? t('moderation.changed') : detail);
      if (code === 'stale') this.outdated.emit();
      return false;
    } finally {
      this.isBusy.set(false);
    }
  }
}
