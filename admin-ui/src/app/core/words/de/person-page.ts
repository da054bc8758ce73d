import type { Translated } from '../catalogue';
import type { words as english } from '../en/person-page';

/** The page of one person in the console, and how their account ends. */
export const words = {
  'personPage.back': 'Alle Personen',
  'personPage.parts': 'Zu diesem Konto',
  'personPage.overview': 'Übersicht',
  'personPage.access': 'Zugang',
  'personPage.roles': 'Rollen',
  'personPage.groups': 'Gruppen und Speicher',
  'personPage.activity': 'Aktivität',
  'personPage.danger': 'Gefahrenzone',
  'personPage.notLoaded': 'Das Konto konnte nicht geladen werden',
  'personPage.missing': 'Dieses Konto gibt es nicht',
  'personPage.missingText': 'Vielleicht ist der Link unvollständig.',
  'personPage.stale': 'Das ist vielleicht nicht mehr aktuell. {{ problem }}',
  'personPage.copyId': 'ID kopieren',
  'personPage.idCopied': 'ID kopiert',
  'personPage.formerMember': 'Ehemaliges Mitglied',
  'personPage.anonymised': 'Anonymisiert',
  'personPage.anonymisedOn': 'Anonymisiert am {{ when }}',
  'personPage.anonymisedText': 'Diesem Konto wurde der Name endgültig genommen. Niemand kann sich damit anmelden.',
  'personPage.details': 'Angaben',
  'personPage.edit': 'Name und E-Mail',
  'personPage.id': 'ID',
  'personPage.open': 'Seite des Kontos öffnen',

  'personPage.locked': 'Gesperrt bis {{ when }}',
  'personPage.lockedText':
    'Es gab zu viele falsche Passwörter. Geräte, die noch nie bei diesem Konto angemeldet waren, müssen warten.',
  'personPage.unlock': 'Jetzt entsperren',
  'personPage.unlocked': '{{ name }} kann es wieder versuchen',
  'personPage.signIns': 'Anmeldungen bisher',
  'personPage.noSignIns': 'Bei diesem Konto hat sich noch niemand angemeldet.',
  'personPage.signInsNotLoaded': 'Die Anmeldungen konnten nicht geladen werden',
  'personPage.signIn.success': 'Angemeldet',
  'personPage.signIn.failed': 'Anmeldung fehlgeschlagen',
  'personPage.signIn.refused': 'Falsches Passwort trotz Anmeldung',
  'personPage.noDevices':
    'Bei diesem Konto kann sich niemand anmelden. Deshalb gibt es keine Geräte und keinen Passwort-Link.',
  'personPage.ownAccess': 'Das ist dein eigenes Konto. Dein Passwort und deine Geräte findest du in den Einstellungen.',

  'personPage.storage': 'Speicher',
  'personPage.used': '{{ used }} von {{ quota }}',
  'personPage.files': { one: '{{ count }} Datei', other: '{{ count }} Dateien' },
  'personPage.owned': 'Eigene Gruppen',
  'personPage.ownedNone': 'Der Person gehören keine Gruppen.',
  'personPage.ownedMore': { one: 'Und {{ count }} weitere Gruppe', other: 'Und {{ count }} weitere Gruppen' },
  'personPage.onlyOwner': 'Als Einzige:r',
  'personPage.members': { one: '{{ count }} Mitglied', other: '{{ count }} Mitglieder' },
  'personPage.nextOwner': '{{ name }} würde sie übernehmen',
  'personPage.noNextOwner': 'Niemand sonst kann sich anmelden',
  'personPage.effectsNotLoaded': 'Was zu diesem Konto gehört, konnte nicht geladen werden',
  'personPage.namelessGroup': 'Gruppe ohne Namen',

  'personPage.activityAll': 'Alles',
  'personPage.activityBy': 'Von der Person',
  'personPage.activityAbout': 'Über die Person',
  'personPage.activityFilter': 'Welche Einträge',
  'personPage.inAuditLog': 'Im Protokoll öffnen',
  'personPage.noActivity': 'Nichts ist festgehalten',
  'personPage.noAudit': 'Du darfst das Protokoll nicht lesen.',

  'personPage.notOwn':
    'Das geht nicht mit deinem eigenen Konto. Bitte eine andere Person aus der Administration darum.',
  'personPage.notAllowed': 'Das darfst du nicht.',
  'personPage.isGone': 'Dieses Konto wurde anonymisiert. Das lässt sich nicht rückgängig machen.',
  'personPage.deactivateTitle': 'Konto deaktivieren',
  'personPage.deactivateHint':
    'Die Person wird sofort abgemeldet und kann sich nicht mehr anmelden. Du kannst das jederzeit rückgängig machen.',
  'personPage.reactivateTitle': 'Konto wieder aktivieren',
  'personPage.reactivateHint': 'Die Person kann sich mit demselben Passwort wieder anmelden.',
  'personPage.anonymiseTitle': 'Konto anonymisieren',
  'personPage.anonymiseHint':
    'Löscht Name, Adresse, Bild und Profil endgültig. Die Nachrichten bleiben, geschrieben von einem ehemaligen Mitglied.',
  'personPage.anonymise': 'Anonymisieren',
  'personPage.anonymiseDots': 'Anonymisieren …',

  'ending.anonymiseAsk': '{{ name }} anonymisieren?',
  'ending.anonymiseText':
    'Das lässt sich nicht rückgängig machen. Niemand kann sich je wieder bei diesem Konto anmelden.',
  'ending.taken':
    'Name, Benutzername, E-Mail, Bild, Profil, Rollen, Entwürfe, gemerkte Nachrichten und persönliche Einstellungen werden gelöscht.',
  'ending.kept': 'Nachrichten und gesendete Dateien bleiben.',
  'ending.nowhere': 'Die Person ist nirgends angemeldet.',
  'ending.sessions': {
    one: 'Die Person wird auf {{ count }} Gerät abgemeldet.',
    other: 'Die Person wird auf {{ count }} Geräten abgemeldet.',
  },
  'ending.scheduled': {
    one: '{{ count }} geplante Nachricht wird nicht gesendet.',
    other: '{{ count }} geplante Nachrichten werden nicht gesendet.',
  },
  'ending.noGroups': 'Jede Gruppe behält eine Inhaberin oder einen Inhaber.',
  'ending.groups': {
    one: '{{ count }} Gruppe gehört sonst niemandem. Wähle, wer sie übernimmt.',
    other: '{{ count }} Gruppen gehören sonst niemandem. Wähle, wer sie jeweils übernimmt.',
  },
  'ending.heirOf': 'Übernimmt {{ group }}',
  'ending.nobody': 'In {{ group }} kann sich niemand sonst anmelden. Die Gruppe bleibt ohne Inhaber:in.',
  'ending.more': {
    one: '{{ count }} weitere Gruppe geht an das am längsten zugehörige Admin oder Mitglied.',
    other: '{{ count }} weitere Gruppen gehen an die am längsten zugehörigen Admins oder Mitglieder.',
  },
  'ending.typeName': 'Zur Bestätigung {{ username }} eingeben',
  'ending.typeExactly': 'Gib den Benutzernamen genau so ein: {{ username }}',
  'ending.anonymised': 'Konto anonymisiert',

  'act.user.anonymised': 'Konto anonymisiert',
  'act.user.unlocked': 'Konto entsperrt',
  'act.users.exported': 'Liste der Personen als Datei gespeichert',
  'permission.user.anonymise': 'Konten anonymisieren',

  'problem.account_anonymised': 'Dieses Konto wurde anonymisiert. Erstelle ein neues Konto für die Person.',
  'problem.own_anonymisation': 'Bitte eine andere Person aus der Administration, dein Konto zu anonymisieren.',
  'problem.not_confirmed': 'Gib zur Bestätigung den Benutzernamen des Kontos ein.',
  'problem.cannot_take_over': 'Wähle jemanden, der in dieser Gruppe ist und sich anmelden kann.',
} satisfies Translated<typeof english>;
