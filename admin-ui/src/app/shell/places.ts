import type { PlainKey } from '../core/words/catalogue';
import type { IconName } from '../ui/icon-shapes';

/** A place of the app that the rail and the tab bar lead to. */
export interface Place {
  readonly path: string;
  readonly label: PlainKey;
  readonly icon: IconName;
  /** Pressed after G. */
  readonly key: string;
}

/** In the order in which they are offered. */
export const PLACES: readonly Place[] = [
  { path: '/chats', label: 'place.chats', icon: 'chat', key: 'c' },
  { path: '/inbox', label: 'place.inbox', icon: 'inbox', key: 'i' },
  { path: '/mentions', label: 'place.mentions', icon: 'at', key: 'm' },
  { path: '/sent', label: 'place.sent', icon: 'sent', key: 's' },
  { path: '/saved', label: 'place.saved', icon: 'bookmark', key: 'v' },
  { path: '/drafts', label: 'place.drafts', icon: 'edit', key: 'd' },
  { path: '/trash', label: 'place.trash', icon: 'trash', key: 't' },
];

/** Those that have no room in the bar of a phone. */
export const MORE_PLACES: readonly string[] = ['/mentions', '/saved', '/drafts', '/trash'];

/** Offered while something is to be sent later, or could not be; not for the moment in which a send can be undone. */
export const SCHEDULED_PLACE: Place = { path: '/scheduled', label: 'place.scheduled', icon: 'clock', key: 'l' };

/** For those who administer accounts. */
export const ADMIN_PLACE: Place = { path: '/admin', label: 'place.admin', icon: 'admin', key: 'a' };

/** On a phone an open conversation, and searching, have the screen for themselves. */
export function fillsPhone(url: string): boolean {
  return /^\/(chats\/[^/?#]+|search\b)/.test(url);
}
