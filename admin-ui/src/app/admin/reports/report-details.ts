import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  resource,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api';
import { adminGetReport } from '../../api/fn/administration/admin-get-report';
import type { ContextMessageDto } from '../../api/models/context-message-dto';
import type { ReportDetailsDto } from '../../api/models/report-details-dto';
import type { ReportDto } from '../../api/models/report-dto';
import { isolated } from '../../core/isolated';
import { ScopedKeys } from '../../core/key-scope';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { may } from '../../core/staff';
import { dayAndTime } from '../../core/times';
import { listed, t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { CLOSING_KEYS } from '../../ui/closing-keys';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Markdown } from '../../ui/markdown/markdown';
import { Skeleton } from '../../ui/skeleton';
import { systemText } from '../../ui/system-line';
import { DecideReport } from './decide-report';
import { placeText, REASON_WORDS } from './report-words';

/** One report: what the message said, who reported it and why, what stands around it, and what can be done. */
@Component({
  selector: 'app-report-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DecideReport, ErrorState, Icon, Markdown, RouterLink, Skeleton],
  templateUrl: './report-details.html',
  styleUrl: './report-details.css',
  host: { '(keydown)': 'steer($event)' },
})
export class ReportDetails {
  protected readonly t = t;
  readonly id = input.required<string>();
  /** Somebody wants to go back to the list. */
  readonly leave = output<void>();

  private readonly api = inject(Api);
  private readonly me = inject(Session).me;
  private readonly injector = inject(Injector);
  private readonly keys = inject(ScopedKeys);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  // Each reading is a look that is put on record, so nothing but opening it and asking for it reads it.
  protected readonly loaded = resource({
    params: () => this.id(),
    loader: ({ params: id }) => this.api.invoke(adminGetReport, { id }),
  });
  protected readonly report = linkedSignal<ReportDetailsDto | undefined>(() =>
    this.loaded.hasValue() ? this.loaded.value() : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.loaded.error();
    return error && problemOf(error);
  });
  protected readonly author = computed(() => isolated(this.report()?.sender.displayName ?? ''));
  protected readonly mayOpenPerson = computed(() => may(this.me(), 'user.read'));
  protected readonly place = placeText;
  protected readonly time = dayAndTime;
  protected readonly reasonWords = REASON_WORDS;

  constructor() {
    let shown: string | undefined;
    // Whoever opened it goes on reading there.
    effect(() => {
      const id = this.report()?.id;
      if (id === undefined || id === shown) return;
      shown = id;
      afterNextRender(() => this.heading()?.nativeElement.focus(), { injector: this.injector });
    });
  }

  /** What was decided; what it says is not read anew for it. */
  protected decided(decided: ReportDto): void {
    this.report.update((report) => report && { ...report, ...decided });
  }

  protected steer(event: KeyboardEvent): void {
    this.keys.run(CLOSING_KEYS, event, { close: () => this.leave.emit() });
  }

  protected files(names: readonly string[]): string {
    return t('moderation.files', { names: listed(names.map(isolated)) });
  }

  protected systemLine(message: ContextMessageDto): string {
    const name = isolated(message.sender.displayName);
    return systemText(message, this.me()?.id) ?? t('moderation.groupLine', { name });
  }
}
