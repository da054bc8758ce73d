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

  'unsubscribe.title': 'Diese Mails beenden?',
  'unsubscribe.text':
    'Du bekommst keine Mails dieser Art mehr. In deinen Einstellungen kannst du sie wieder einschalten.',
  'unsubscribe.stop': 'Diese Mails beenden',
  'unsubscribe.stopping': 'Wird beendet…',
  'unsubscribe.done': 'Du bekommst diese Mails nicht mehr',
  'unsubscribe.doneUnread': 'Ungelesene Nachrichten werden dir nicht mehr per Mail geschickt.',
  'unsubscribe.doneDigest': 'Zusammenfassungen ungelesener Nachrichten werden dir nicht mehr per Mail geschickt.',
  'unsubscribe.incomplete': 'Dieser Link ist unvollständig',
  'unsubscribe.settings': 'Einstellungen für Benachrichtigungen',

  'trace.title': 'Benachrichtigungen zu dieser Nachricht',
  'trace.counts': {
    one: 'An {{ sent }} von {{ count }} Person gesendet. Einträge bleiben zwei Wochen.',
    other: 'An {{ sent }} von {{ count }} Personen gesendet. Einträge bleiben zwei Wochen.',
  },
  'trace.others': 'In einer so großen Gruppe stehen hier nur Personen, zu denen es einen Eintrag gibt.',
  'trace.undecided': 'Wird gleich benachrichtigt, falls sie ungelesen bleibt',
  'trace.pushSent': 'An ein Gerät gesendet',
  'trace.pushWaiting': 'Unterwegs zu einem Gerät',
  'trace.pushAgain': 'Ein Gerät war noch nicht zu erreichen; es wird wieder versucht',
  'trace.pushUnreached': 'Ein Gerät war nicht zu erreichen',
  'trace.pushRefused': 'Der Push-Dienst eines Geräts hat abgelehnt ({{ answer }})',
  'trace.mailSent': 'Per Mail gesendet',
  'trace.mailWaiting': 'Per Mail unterwegs',
  'trace.mailAgain': 'Der Mailserver war noch nicht zu erreichen; es wird wieder versucht',
  'trace.mailUnreached': 'Der Mailserver war nicht zu erreichen',
  'trace.mailRefused': 'Der Mailserver hat abgelehnt ({{ answer }})',
  'trace.read': 'Hatte sie schon gelesen',
  'trace.notWanted': 'Nicht benachrichtigt, wegen eigener Einstellungen',
  'trace.notReachable': 'Hat keine Benachrichtigungen eingeschaltet',
} satisfies Translated<typeof english>;
