import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import { Session } from '../core/session';
import { confirmLeaving } from './confirm-leaving';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';

const ownersOnly: CanMatchFn = () => inject(Session).me()?.isSuperuser === true;

/** The console. */
export const ADMIN_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () =>
      withWords(
        import('./console').then((file) => file.Console),
        'account',
        'admin',
      ),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'people' },
      {
        path: 'people',
        title: titled('page.people'),
        canDeactivate: [confirmLeaving],
        loadComponent: () => import('./admin-users').then((file) => file.AdminUsers),
      },
      {
        path: 'invitations',
        title: titled('page.invitations'),
        loadComponent: () => import('./invitations').then((file) => file.Invitations),
      },
      {
        path: 'settings',
        title: titled('page.organisationSettings'),
        canMatch: [ownersOnly],
        canDeactivate: [confirmLeaving],
        loadComponent: () => import('./organisation-settings').then((file) => file.OrganisationSettings),
      },
      {
        path: 'settings',
        title: titled('page.notAllowed'),
        data: { allowed: 'owners' },
        loadComponent: () => import('../account/forbidden').then((file) => file.Forbidden),
      },
    ],
  },
];
