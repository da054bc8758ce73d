import type { DialogRef } from '@angular/cdk/dialog';
import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { ScopedKeys } from '../core/key-scope';
import { CLOSING_KEYS } from '../ui/closing-keys';
import { AppDialogs } from '../ui/dialogs';
import { t } from '../core/words/words';

/** A page or a dialog that may hold changes that are not saved. */
export interface HoldsChanges {
  hasChanges(): boolean;
}

/** Asks before a page is left whose changes are not saved. */
export const confirmLeaving: CanDeactivateFn<HoldsChanges> = (page) => mayLeave(page, inject(AppDialogs));

/** Whether somebody may go on to something else: there is nothing unsaved, or they do not want it. */
export async function mayLeave(holder: HoldsChanges | undefined, dialogs: AppDialogs): Promise<boolean> {
  if (!holder?.hasChanges()) return true;
  return dialogs.confirm({
    title: t('console.leave'),
    text: t('console.leaveText'),
    yes: t('console.discard'),
    danger: true,
  });
}

/**
 * A dialog that may hold changes asks before Escape, a click beside it or its close button throws them away. Call it where
 * `inject` works; what it returns is for the close button.
 */
export function askBeforeClosing(ref: DialogRef<void>, holder: HoldsChanges): () => Promise<void> {
  const dialogs = inject(AppDialogs);
  const keys = inject(ScopedKeys);
  const leave = async (): Promise<void> => {
    if (await mayLeave(holder, dialogs)) ref.close();
  };
  ref.disableClose = true;
  ref.backdropClick.subscribe(() => void leave());
  ref.keydownEvents.subscribe((event) => keys.run(CLOSING_KEYS, event, { close: () => void leave() }));
  return leave;
}
