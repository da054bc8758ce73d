import type { Routes } from '@angular/router';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';
import { ConversationPage } from './conversation/conversation-page';
import { Messenger } from './messenger';

/** The pages of the messenger: those of chats come together, for every visit sees them. */
export const MESSENGER_ROUTES: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'chats' },
  {
    path: 'chats',
    title: titled('place.chats'),
    loadComponent: () => withWords(Promise.resolve(Messenger), 'messenger', 'subjects', 'groups', 'people'),
    children: [
      { path: '', loadComponent: () => import('./nothing-open').then((file) => file.NothingOpen) },
      { path: ':conversationId', component: ConversationPage },
    ],
  },
  {
    path: 'groups',
    title: titled('page.groups'),
    loadComponent: () =>
      withWords(
        import('./joining/groups-page').then(({ GroupsPage }) => GroupsPage),
        'messenger',
        'groups',
      ),
  },
  {
    path: 'search',
    title: titled('page.search'),
    loadComponent: () =>
      withWords(
        import('./search/search-page').then(({ SearchPage }) => SearchPage),
        ...(['messenger', 'search'] as const),
      ),
  },
  {
    path: 'join',
    title: titled('page.join'),
    loadComponent: () =>
      withWords(
        import('./joining/join-page').then(({ JoinPage }) => JoinPage),
        'messenger',
        'groups',
      ),
  },
  {
    path: 'scheduled',
    title: titled('place.scheduled'),
    loadComponent: () =>
      withWords(
        import('./scheduled/scheduled-page').then(({ ScheduledPage }) => ScheduledPage),
        ...(['messenger', 'later'] as const),
      ),
  },
  {
    path: 'drafts',
    title: titled('place.drafts'),
    loadComponent: () =>
      withWords(
        import('./drafts/drafts-page').then(({ DraftsPage }) => DraftsPage),
        'messenger',
      ),
  },
];
