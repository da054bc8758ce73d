import type { Routes } from '@angular/router';
import { invitedOrSignedOut, othersOnly, setupOnly, signedInOnly, signedOutOnly, staffOnly } from './core/entry.guards';

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
    title: 'Create your account',
    canActivate: [invitedOrSignedOut],
    loadComponent: () => import('./account/register/register').then((file) => file.Register),
  },
  // Also for somebody who is signed in: the link may be for another account.
  {
    path: 'reset-password',
    title: 'Choose a new password',
    loadComponent: () => import('./account/reset-password/reset-password').then((file) => file.ResetPassword),
  },
  // The address of an invitation in its short form.
  {
    path: 'invite/:token',
    redirectTo: ({ params }) => `/register?invite=${encodeURIComponent(params['token'] ?? '')}`,
  },
  {
    path: '',
    canActivate: [signedInOnly],
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      {
        path: 'settings',
        title: 'Settings',
        loadComponent: () => import('./account/settings/settings').then((file) => file.Settings),
      },
      {
        path: 'admin',
        title: 'People',
        canMatch: [staffOnly],
        loadChildren: () => import('./admin/admin.routes').then((file) => file.ADMIN_ROUTES),
      },
      {
        path: 'admin',
        title: 'Not allowed',
        canMatch: [othersOnly],
        children: [{ path: '**', loadComponent: () => import('./account/forbidden').then((file) => file.Forbidden) }],
      },
      {
        path: '',
        loadChildren: () => import('./messenger/messenger.routes').then((file) => file.MESSENGER_ROUTES),
      },
      { path: '', loadChildren: () => import('./mail/mail.routes').then((file) => file.MAIL_ROUTES) },
      {
        path: '**',
        title: 'Not found',
        loadComponent: () => import('./shell/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
