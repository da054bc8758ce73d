import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { AppDialogs } from '../ui/dialogs';

/** A page that may hold changes that are not saved. */
export interface HoldsChanges {
  hasChanges(): boolean;
}

/** Asks before a page is left whose changes are not saved. */
export const confirmLeaving: CanDeactivateFn<HoldsChanges> = (page) =>
  !page.hasChanges() ||
  inject(AppDialogs).confirm({
    title: 'Discard unsaved changes?',
    text: 'You changed settings on this page and did not save them.',
    yes: 'Discard changes',
    danger: true,
  });
