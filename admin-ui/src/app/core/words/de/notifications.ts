import type { Translated } from '../catalogue';
import type { words as english } from '../en/notifications';

/** Wer wann benachrichtigt werden möchte, und wo. */
export const words = {
  'notifications.title': 'Benachrichtigungen',
  'notifications.hint':
    'Über neue Nachrichten, wenn du gerade nicht hinsiehst. Für jeden Chat kannst du dort etwas anderes wählen.',

  'push.here': 'Auf diesem Gerät benachrichtigen',
  'push.isOn': 'Du erfährst hier von neuen Nachrichten, auch wenn Parley geschlossen ist.',
  'push.isOff': 'Dein Browser fragt dich vorher.',
  'push.changing': 'Einen Moment …',
  'push.denied':
    'Dein Browser blockiert Benachrichtigungen von Parley. Erlaube sie in den Website-Einstellungen neben der Adresse und schalte sie dann hier ein.',
  'push.insecure':
    'Browser zeigen Benachrichtigungen nur auf sicheren Seiten. Öffne Parley unter einer Adresse, die mit https beginnt.',
  'push.homeScreen':
    'Füge Parley auf iPhone und iPad zuerst zum Home-Bildschirm hinzu: tippe auf „Teilen“, dann auf „Zum Home-Bildschirm“. Öffne es von dort und komm hierher zurück.',
  'push.unsupported':
    'Dieser Browser kann nicht benachrichtigt werden. Nutze eine aktuelle Version von Chrome, Edge, Firefox oder Safari.',
  'push.shared': 'Du bist wie auf einem geteilten Gerät angemeldet; dort gibt es keine Benachrichtigungen.',
  'push.dismissed':
    'Dein Browser hat gefragt, aber du hast nicht entschieden. Schalte es wieder ein, um noch einmal gefragt zu werden.',
  'push.unavailable':
    'Dein Browser hat seinen Push-Dienst nicht erreicht. Prüfe deine Verbindung und versuche es noch einmal. Private Fenster können nicht benachrichtigt werden.',
  'push.all': 'Meine Geräte benachrichtigen',
  'push.allHint': 'Wenn du das ausschaltest, wird keines deiner Geräte benachrichtigt.',
  'push.hide': 'Nicht zeigen, wer schreibt und was',
  'push.hideHint': 'Benachrichtigungen sagen dann nur, dass es eine neue Nachricht gibt.',
  'push.notLoaded': 'Deine Auswahl konnte nicht geladen werden',
  'push.notSaved': 'Das konnte nicht gespeichert werden. {{ reason }}',
  'push.devices': 'Geräte, die benachrichtigt werden',
  'push.noDevices': 'Noch keine.',
  'push.devicesNotLoaded': 'Deine Geräte konnten nicht geladen werden',
  'push.lastSent': 'Zuletzt benachrichtigt: {{ when }}',
  'push.notYet': 'Noch nicht benachrichtigt',
  'push.remove': 'Entfernen',
  'push.removeOf': '{{ device }} entfernen: dort keine Benachrichtigungen mehr',
  'push.removed': '{{ device }} wird nicht mehr benachrichtigt',
  'push.test': 'Test senden',
  'push.answer.taken': 'Von {{ service }} angenommen',
  'push.answer.gone':
    '{{ service }} kennt dieses Gerät nicht mehr, deshalb wurde es entfernt. Schalte Benachrichtigungen dort wieder ein.',
  'push.answer.unreached': 'Der Server hat {{ service }} nicht erreicht. Sag es der Administration.',
  'push.answer.busy': '{{ service }} ist überlastet ({{ status }}). Versuche es in ein paar Minuten noch einmal.',
  'push.answer.refused': '{{ service }} hat es abgelehnt ({{ status }}). Sag es der Administration.',

  'sound.title': 'Ton',
  'sound.hint':
    'Erklingt einmal bei einer neuen Nachricht, solange Parley geöffnet ist; nicht für den Chat vor dir, nicht in stummen Chats, in einer Pause oder in Ruhezeiten.',
  'sound.none': 'Keiner',
  'sound.chime': 'Glocke',
  'sound.drop': 'Tropfen',
  'sound.knock': 'Klopfen',

  'pause.title': 'Pause',
  'pause.hint': 'Bis dahin wird keines deiner Geräte benachrichtigt, und es wird nichts nachgeholt.',
  'pause.menu': 'Benachrichtigungen pausieren',
  'pause.hour': 'Für eine Stunde',
  'pause.tomorrow': 'Bis morgen früh',
  'pause.other': 'Bis zu einer anderen Zeit …',
  'pause.ask': 'Benachrichtigungen pausieren bis',
  'pause.set': 'Pausieren',
  'pause.until': 'Pausiert bis {{ when }}',
  'pause.resume': 'Benachrichtigungen fortsetzen',

  'quiet.title': 'Ruhezeiten',
  'quiet.zone': 'Dann wird keines deiner Geräte benachrichtigt. Die Zeiten gelten in deiner Zeitzone, {{ zone }}.',
  'quiet.noZone':
    'Dann wird keines deiner Geräte benachrichtigt. In deinem Profil steht noch keine Zeitzone, deshalb gelten die Zeiten in UTC (Greenwich).',
  'quiet.useZone': '{{ zone }} verwenden',
  'quiet.zoneIsShown': 'Andere sehen sie in deinem Profil.',
  'quiet.add': 'Ruhezeit hinzufügen',
  'quiet.number': 'Ruhezeit {{ number }}',
  'quiet.everyDay': 'Jeden Tag',
  'quiet.from': 'Von',
  'quiet.to': 'Bis',
  'quiet.remove': 'Diese Ruhezeit entfernen',
  'quiet.sameDay': 'An diesen Tagen von {{ from }} bis {{ to }}.',
  'quiet.pastMidnight': 'An diesen Tagen ab {{ from }} bis {{ to }} am Tag danach.',
  'quiet.wholeDay': 'Den ganzen Tag.',
  'quiet.noDay': 'Wähle mindestens einen Tag. Diese Ruhezeit ist noch nicht gespeichert.',
  'quiet.noTime': 'Gib beide Zeiten ein. Diese Ruhezeit ist noch nicht gespeichert.',

  'level.title': 'Worüber du benachrichtigt wirst',
  'level.hint': 'In jedem Chat, für den du nichts anderes gewählt hast.',

  'ownWords.title': 'Wörter, die dich benachrichtigen',
  'ownWords.hint': 'Etwa ein Projekt oder dein Spitzname, durch Kommas getrennt. Sie zählen wie eine Erwähnung.',

  'mailing.title': 'Per Mail',
  'mailing.hint':
    'An {{ address }}. Höchstens eine Mail in einer halben Stunde, und keine in einer Pause oder Ruhezeit.',
  'mailing.off': 'Dieser Server verschickt keine Mails.',
  'mailing.after': 'Nachrichten mailen, die ungelesen bleiben',
  'mailing.never': 'Nie',
  'mailing.5m': 'Nach 5 Minuten',
  'mailing.30m': 'Nach 30 Minuten',
  'mailing.2h': 'Nach 2 Stunden',
  'mailing.8h': 'Nach 8 Stunden',
  'mailing.24h': 'Nach einem Tag',
  'mailing.minutes': { one: 'Nach {{ count }} Minute', other: 'Nach {{ count }} Minuten' },
  'mailing.digest': 'Zusammenfassung von Ungelesenem',
  'mailing.noDigest': 'Keine',
  'mailing.daily': 'Jeden Morgen um acht',
  'mailing.weekly': 'Montags um acht',

  'install.title': 'Installieren',
  'install.hint': 'Eine eigene App mit Symbol, die sich ohne Browserfenster öffnet.',
  'install.install': 'Parley installieren',
  'install.done': 'Parley ist auf diesem Gerät installiert.',
  'install.apple': 'Tippe auf „Teilen“, dann auf „Zum Home-Bildschirm“.',
  'install.byMenu':
    'Öffne das Menü deines Browsers und wähle „Installieren“ oder „Zum Startbildschirm hinzufügen“. Nicht jeder Browser kann das.',
  'install.insecure':
    'Browser installieren Apps nur von sicheren Seiten. Öffne Parley unter einer Adresse, die mit https beginnt.',

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
