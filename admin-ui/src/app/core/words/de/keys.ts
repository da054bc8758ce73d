import type { Translated } from '../catalogue';
import type { words as english } from '../en/keys';

/** Die Palette, die Tastenübersicht, und wie Befehle heißen. */
export const words = {
  'command.palette': 'Etwas öffnen oder tun',
  'command.search': 'Auf dieser Seite suchen',
  'command.previousChat': 'Voriger Chat',
  'command.nextChat': 'Nächster Chat',
  'command.previousUnread': 'Voriger ungelesener Chat',
  'command.nextUnread': 'Nächster ungelesener Chat',

  'palette.label': 'Personen, Chats und Aktionen',
  'palette.hint': 'Name oder Aktion eingeben',
  'palette.chats': 'Chats',
  'palette.people': 'Personen',
  'palette.actions': 'Aktionen',
  'palette.none': 'Nichts passt zu „{{ term }}“.',
  'palette.searching': 'Personen werden gesucht …',
  'palette.failed': 'Personen konnten nicht gesucht werden.',

  'keys.everywhere': 'Überall',
  'keys.messages': 'Nachrichten',
  'keys.writing': 'Schreiben',
  'keys.lists': 'Listen',
  'keys.move': 'Auf und ab',
  'keys.ends': 'Älteste und neueste',
  'keys.reply': 'Antworten',
  'keys.react': 'Reagieren',
  'keys.edit': 'Eigene bearbeiten',
  'keys.delete': 'Für mich löschen',
  'keys.tools': 'Alle Aktionen einer Nachricht',
  'keys.leave': 'Zurück zum Schreiben',
  'keys.send': 'Senden',
  'keys.newLine': 'Neue Zeile',
  'keys.editLast': 'Letzte eigene bearbeiten',
  'keys.subject': 'Betreff hinzufügen',
  'keys.open': 'Öffnen',
  'keys.select': 'Auswählen',
  'keys.selectRange': 'Bis hierher auswählen',
  'keys.areOff': 'Kürzel aus einer einzelnen Taste sind in den Einstellungen ausgeschaltet.',
} satisfies Translated<typeof english>;
