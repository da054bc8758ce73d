import { computed, DestroyRef, DOCUMENT, inject, type Signal, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetLiveFigures } from '../../api/fn/administration/admin-get-live-figures';
import type { FailedFigureDto } from '../../api/models/failed-figure-dto';
import type { LiveFiguresDto } from '../../api/models/live-figures-dto';
import { type Problem, problemOf } from '../../core/problem';

const EVERY_MS = 5_000;
const TICK_MS = 1_000;
/** Three answers that did not come. */
const STALE_AFTER_SECONDS = 15;

/** What is going on now, and how old that is. */
export interface LiveFigures {
  readonly figures: Signal<LiveFiguresDto | undefined>;
  /** Why the last question was not answered; the figures before it stay. */
  readonly problem: Signal<Problem | undefined>;
  /** How long ago the figures came. */
  readonly ageSeconds: Signal<number>;
  readonly isStale: Signal<boolean>;
  /** Asks now. */
  refresh(): Promise<void>;
}

/** Asks every five seconds while the page is to be seen; ends with what asked for it. Call it where `inject` works. */
export function liveFigures(): LiveFigures {
  const api = inject(Api);
  const page = inject(DOCUMENT);
  const figures = signal<LiveFiguresDto | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const answeredAt = signal(performance.now());
  const present = signal(performance.now());
  let isAsking = false;
  let askedAt = -Infinity;

  const refresh = async () => {
    if (isAsking) return;
    isAsking = true;
    askedAt = performance.now();
    try {
      figures.set(await api.invoke(adminGetLiveFigures));
      problem.set(undefined);
      answeredAt.set(performance.now());
    } catch (error) {
      problem.set(problemOf(error));
    } finally {
      isAsking = false;
      present.set(performance.now());
    }
  };
  const tick = () => {
    if (page.hidden) return;
    present.set(performance.now());
    if (performance.now() - askedAt >= EVERY_MS) void refresh();
  };
  const timer = setInterval(tick, TICK_MS);
  // Who comes back sees what is now, and not what was when they left.
  page.addEventListener('visibilitychange', tick);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    page.removeEventListener('visibilitychange', tick);
  });
  void refresh();

  const ageSeconds = computed(() => Math.max(0, Math.round((present() - answeredAt()) / 1_000)));
  return { figures, problem, ageSeconds, isStale: computed(() => ageSeconds() >= STALE_AFTER_SECONDS), refresh };
}

/** Whether the server could not say this one figure. */
export function isFailed(figure: object): figure is FailedFigureDto {
  return 'error' in figure;
}
