import type { Routes } from '@angular/router';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';

const page = () =>
  withWords(
    import('./mail-page').then((file) => file.MailPage),
    'messenger',
  );

/** Messages across conversations, as mail shows them. */
export const MAIL_ROUTES: Routes = [
  { path: 'inbox', title: titled('place.inbox'), data: { box: 'inbox' }, loadComponent: page },
  { path: 'mentions', title: titled('place.mentions'), data: { box: 'mentions' }, loadComponent: page },
  { path: 'sent', title: titled('place.sent'), data: { box: 'sent' }, loadComponent: page },
  { path: 'saved', title: titled('place.saved'), data: { box: 'saved' }, loadComponent: page },
  { path: 'trash', title: titled('place.trash'), data: { box: 'trash' }, loadComponent: page },
];
