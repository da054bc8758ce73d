import type { Routes } from '@angular/router';

const page = () => import('./mail-page').then((file) => file.MailPage);

/** Messages across conversations, as mail shows them. */
export const MAIL_ROUTES: Routes = [
  { path: 'inbox', title: 'Inbox', data: { box: 'inbox' }, loadComponent: page },
  { path: 'sent', title: 'Sent', data: { box: 'sent' }, loadComponent: page },
  { path: 'trash', title: 'Trash', data: { box: 'trash' }, loadComponent: page },
];
