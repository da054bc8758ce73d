import type { Routes } from '@angular/router';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';
import { ConversationPage } from './conversation/conversation-page';
import { DraftsPage } from './drafts/drafts-page';
import { Messenger } from './messenger';
import { NothingOpen } from './nothing-open';

/** The pages of the messenger, which come together: most visits see all but one of them. */
export const MESSENGER_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'chats' },
  {
    path: 'chats',
    title: titled('place.chats'),
    loadComponent: () => withWords(Promise.resolve(Messenger), 'messenger'),
    children: [
      { path: '', component: NothingOpen },
      { path: ':conversationId', component: ConversationPage },
    ],
  },
  {
    path: 'drafts',
    title: titled('place.drafts'),
    loadComponent: () => withWords(Promise.resolve(DraftsPage), 'messenger'),
  },
];
