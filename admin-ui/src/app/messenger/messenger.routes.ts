import type { Routes } from '@angular/router';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';

/** The pages of the messenger. */
export const MESSENGER_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'chats' },
  {
    path: 'chats',
    title: titled('place.chats'),
    loadComponent: () =>
      withWords(
        import('./messenger').then((file) => file.Messenger),
        'messenger',
      ),
    children: [
      { path: '', loadComponent: () => import('./nothing-open').then((file) => file.NothingOpen) },
      {
        path: ':conversationId',
        loadComponent: () => import('./conversation/conversation-page').then((file) => file.ConversationPage),
      },
    ],
  },
  {
    path: 'drafts',
    title: titled('place.drafts'),
    loadComponent: () =>
      withWords(
        import('./drafts/drafts-page').then((file) => file.DraftsPage),
        'messenger',
      ),
  },
];
