import type { Routes } from '@angular/router';
import { invitedOrSignedOut, othersOnly, setupOnly, signedInOnly, signedOutOnly, staffOnly } from './core/entry.guards';
import { titled } from './core/page-title';
import { withWords } from './core/words/loading';
import { preparePlainText } from './ui/markdown/plain-text';

const shell = () => import('./shell/shell').then((file) => file.Shell);
const messenger = () => import('./messenger/messenger.routes').then((file) => file.MESSENGER_ROUTES);

/** Fetches what an open conversation is made of, for whoever most likely may see it. */
export function prefetchMessenger(): void {
  preparePlainText();
  // What fails is asked for again by the route.
  const parts = [
    ...[shell(), messenger(), import('./state/sync/messenger-sync'), import('./shell/reminder-toasts')],
    ...[import('./state/scheduled/scheduled-messages'), import('./shell/scheduled-toasts')],
    import('./ui/markdown/render-markdown'),
  ];
  void Promise.allSettled(parts);
}

/** Every address of the app; every page comes when it is first opened. */
export const routes: Routes = [
  {
    path: 'login',
    title: titled('page.signIn'),
    canActivate: [signedOutOnly],
    loadComponent: () =>
      withWords(
        import('./account/login/login').then((file) => file.Login),
        'account',
      ),
  },
  {
    path: 'setup',
    title: titled('page.setUp'),
    canActivate: [setupOnly],
    loadComponent: () =>
      withWords(
        import('./account/setup/setup').then((file) => file.Setup),
        'account',
      ),
  },
  {
    path: 'register',
    title: titled('page.register'),
    canActivate: [invitedOrSignedOut],
    loadComponent: () =>
      withWords(
        import('./account/register/register').then((file) => file.Register),
        'account',
      ),
  },
  {
    path: 'forgot-password',
    title: titled('page.forgotPassword'),
    loadComponent: () =>
      withWords(
        import('./account/forgot-password/forgot-password').then((file) => file.ForgotPassword),
        'account',
      ),
  },
  // Also for somebody who is signed in: the link may be for another account.
  {
    path: 'reset-password',
    title: titled('page.resetPassword'),
    loadComponent: () =>
      withWords(
        import('./account/reset-password/reset-password').then((file) => file.ResetPassword),
        'account',
      ),
  },
  {
    path: 'unsubscribe',
    title: titled('page.unsubscribe'),
    loadComponent: () =>
      withWords(
        import('./account/unsubscribe/unsubscribe').then((file) => file.Unsubscribe),
        ...(['account', 'notifications'] as const),
      ),
  },
  {
    path: 'second-factor',
    title: titled('page.secondFactor'),
    canActivate: [signedInOnly],
    loadComponent: () =>
      withWords(
        import('./account/second-factor/factor-duty-page').then((file) => file.FactorDutyPage),
        'account',
      ),
  },
  // The address of an invitation in its short form.
  {
    path: 'invite/:token',
    redirectTo: ({ params }) => `/register?invite=${encodeURIComponent(params['token'] ?? '')}`,
  },
  {
    path: '',
    canActivate: [signedInOnly],
    canActivateChild: [signedInOnly],
    loadComponent: shell,
    children: [
      {
        path: 'settings',
        title: titled('page.settings'),
        loadComponent: () =>
          withWords(
            import('./account/settings/settings').then((file) => file.Settings),
            ...(['account', 'files', 'notifications', 'people', 'pictures'] as const),
          ),
      },
      {
        path: 'admin',
        title: titled('page.people'),
        canMatch: [staffOnly],
        loadChildren: () => import('./admin/admin.routes').then((file) => file.ADMIN_ROUTES),
      },
      {
        path: 'admin',
        title: titled('page.notAllowed'),
        canMatch: [othersOnly],
        children: [{ path: '**', loadComponent: () => import('./account/forbidden').then((file) => file.Forbidden) }],
      },
      {
        path: 'compose',
        title: titled('action.newMessage'),
        loadComponent: () => import('./compose/compose-address').then((file) => file.ComposeAddress),
      },
      { path: '', loadChildren: messenger },
      { path: '', loadChildren: () => import('./mail/mail.routes').then((file) => file.MAIL_ROUTES) },
      {
        path: '**',
        title: titled('page.notFound'),
        loadComponent: () => import('./shell/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
