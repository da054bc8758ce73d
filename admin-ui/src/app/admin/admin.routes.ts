import type { Routes } from '@angular/router';

/** The console. */
export const ADMIN_ROUTES: Routes = [
  { path: '', title: 'Users', loadComponent: () => import('./admin-users').then((file) => file.AdminUsers) },
];
