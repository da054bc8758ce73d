import type { Translated } from '../catalogue';
import type { words as english } from '../en/notifications';

/** Wer wann benachrichtigt werden möchte, und wo. */
export const words = {
  'problem.unknown_push_service':
    'Den Push-Dienst dieses Browsers darf dieser Server nicht nutzen. Bitte die Administration, ihn hinzuzufügen.',
  'problem.shared_device': 'Du bist wie auf einem geteilten Gerät angemeldet; dort gibt es keine Benachrichtigungen.',
  'problem.unsubscribe_link_invalid':
    'Dieser Link funktioniert nicht. Kopiere ihn ganz aus der Mail, oder wähle in deinen Einstellungen, was du per Mail bekommst.',
  'problem.push_subscription_not_found': 'Dieses Gerät wird nicht mehr benachrichtigt.',
} satisfies Translated<typeof english>;
