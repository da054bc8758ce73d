import type { Routes } from '@angular/router';

/** The pages of the messenger. */
export const MESSENGER_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'chats' },
  {
    path: 'chats',
    title: 'Chats',
    loadComponent: () => import('./messenger').then((file) => file.Messenger),
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
    title: 'Drafts',
    loadComponent: () => import('./drafts/drafts-page').then((file) => file.DraftsPage),
  },
];
