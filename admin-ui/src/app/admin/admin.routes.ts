import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import { Session } from '../core/session';
import { confirmLeaving } from './confirm-leaving';

const ownersOnly: CanMatchFn = () => inject(Session).me()?.isSuperuser === true;

/** The console. */
export const ADMIN_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () => import('./console').then((file) => file.Console),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'people' },
      {
        path: 'people',
        title: 'People',
        canDeactivate: [confirmLeaving],
        loadComponent: () => import('./admin-users').then((file) => file.AdminUsers),
      },
      {
        path: 'invitations',
        title: 'Invitations',
        loadComponent: () => import('./invitations').then((file) => file.Invitations),
      },
      {
        path: 'settings',
        title: 'Organisation settings',
        canMatch: [ownersOnly],
        canDeactivate: [confirmLeaving],
        loadComponent: () => import('./organisation-settings').then((file) => file.OrganisationSettings),
      },
      {
        path: 'settings',
        title: 'Not allowed',
        data: { allowed: 'organisation owners' },
        loadComponent: () => import('../account/forbidden').then((file) => file.Forbidden),
      },
    ],
  },
];
