import type { Translated } from '../catalogue';
import type { words as english } from '../en/later';

/** Choosing a time to come: for a reminder, and for a message that is sent then. */
export const words = {
  'remind.title': 'Erinnern',
  'remind.set': 'Erinnerung setzen',
  'when.inAnHour': 'In einer Stunde',
  'when.tomorrow': 'Morgen früh',
  'when.theirs': 'Morgen früh für {{ name }}',
  'when.monday': 'Montag früh',
  'when.other': 'Andere Zeit',
  'when.past': 'Wähle eine Zeit in der Zukunft.',
  'when.zone': 'Zeiten gelten in deiner Zeitzone, {{ zone }}.',
  'when.here': '{{ when }}.',
  'when.there': '{{ when }} für {{ name }}',
  'when.thereToo': '{{ when }} für {{ name }}.',
  'when.skipped': 'In dieser Nacht werden die Uhren vorgestellt, gemeint ist also {{ time }}.',
  'when.twice':
    'In dieser Nacht werden die Uhren zurückgestellt, und es gibt diese Zeit zweimal. Gemeint ist die erste.',
  'later.title': 'Später senden',
  'later.set': 'Planen',
  'later.done': 'Nachricht geplant: {{ when }}',
  'later.offline': 'Du bist offline. Dein Text bleibt hier stehen. Plane ihn, wenn du wieder online bist.',
} satisfies Translated<typeof english>;
