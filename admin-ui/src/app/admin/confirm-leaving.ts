import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { AppDialogs } from '../ui/dialogs';
import { t } from '../core/words/words';

/** A page that may hold changes that are not saved. */
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
