import { computed, DestroyRef, inject, linkedSignal, resource } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetHealth } from '../../api/fn/administration/admin-get-health';
import type { SystemHealthDto } from '../../api/models/system-health-dto';
import { problemOf } from '../../core/problem';

const EVERY_MS = 10_000;

/** How the server is, asked again every ten seconds while the page is to be seen. Call it where `inject` works. */
export function systemHealth() {
  const api = inject(Api);
  const loaded = resource({ loader: () => api.invoke(adminGetHealth) });
  const timer = setInterval(() => {
    if (!document.hidden) loaded.reload();
  }, EVERY_MS);
  inject(DestroyRef).onDestroy(() => clearInterval(timer));
  return {
    /** The last answer: it stays while the next one comes, or does not. */
    health: linkedSignal<SystemHealthDto | undefined, SystemHealthDto | undefined>({
      source: () => (loaded.hasValue() ? loaded.value() : undefined),
      computation: (health, before) => health ?? before?.value,
    }).asReadonly(),
    problem: computed(() => {
      const error = loaded.error();
      return error && problemOf(error);
    }),
    reload: () => loaded.reload(),
  };
}
