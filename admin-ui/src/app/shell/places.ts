import type { IconName } from '../ui/icon-shapes';

/** A place of the app that the rail and the tab bar lead to. */
export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** Pressed after G. */
  readonly key: string;
}

/** In the order in which they are offered. */
export const PLACES: readonly Place[] = [
  { path: '/chats', label: 'Chats', icon: 'chat', key: 'c' },
  { path: '/inbox', label: 'Inbox', icon: 'inbox', key: 'i' },
  { path: '/sent', label: 'Sent', icon: 'sent', key: 's' },
  { path: '/drafts', label: 'Drafts', icon: 'edit', key: 'd' },
  { path: '/trash', label: 'Trash', icon: 'trash', key: 't' },
];

/** Those that have no room in the bar of a phone. */
export const MORE_PLACES: readonly string[] = ['/drafts', '/trash'];

/** For those who administer accounts. */
export const ADMIN_PLACE: Place = { path: '/admin', label: 'Admin', icon: 'admin', key: 'a' };

/** On a phone an open conversation has the screen for itself. */
export function fillsPhone(url: string): boolean {
  return /^\/chats\/[^/?#]+/.test(url);
}
