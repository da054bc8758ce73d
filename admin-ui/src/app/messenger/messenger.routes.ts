import type { Routes } from '@angular/router';

/** The pages of the messenger. */
export const MESSENGER_ROUTES: Routes = [];
