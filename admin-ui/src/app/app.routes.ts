import type { Routes } from '@angular/router';
import { setupOnly, signedInOnly, signedOutOnly } from './core/entry.guards';

/** Every address of the app; every page comes when it is first opened. */
export const routes: Routes = [
  {
    path: 'login',
    title: 'Sign in',
    canActivate: [signedOutOnly],
    loadComponent: () => import('./account/login/login').then((file) => file.Login),
  },
  {
    path: 'setup',
    title: 'Set up',
    canActivate: [setupOnly],
    loadComponent: () => import('./account/setup/setup').then((file) => file.Setup),
  },
  {
    path: 'register',
    title: 'Make your account',
    canActivate: [signedOutOnly],
    loadComponent: () => import('./account/register/register').then((file) => file.Register),
  },
  {
    path: '',
    canActivate: [signedInOnly],
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      {
        path: '',
        loadChildren: () => import('./messenger/messenger.routes').then((file) => file.MESSENGER_ROUTES),
      },
    ],
  },
];
