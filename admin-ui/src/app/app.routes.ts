import type { Routes } from '@angular/router';

/** Every address of the app; every page comes when it is first opened. */
export const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      {
        path: '',
        loadChildren: () => import('./messenger/messenger.routes').then((file) => file.MESSENGER_ROUTES),
      },
    ],
  },
];
