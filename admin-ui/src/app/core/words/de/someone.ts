import type { Translated } from '../catalogue';
import type { words as english } from '../en/someone';

/** The page of one person in the console, and how their account ends. */
export const words = {
  'someone.back': 'Alle Personen',
  'someone.parts': 'Zu diesem Konto',
  'someone.overview': 'Übersicht',
  'someone.access': 'Zugang',
  'someone.roles': 'Rollen und Teams',
  'someone.groups': 'Gruppen und Speicher',
  'someone.activity': 'Aktivität',
  'someone.danger': 'Gefahrenzone',
  'someone.notLoaded': 'Das Konto konnte nicht geladen werden',
  'someone.missing': 'Dieses Konto gibt es nicht',
  'someone.missingText': 'Vielleicht ist der Link unvollständig.',
  'someone.stale': 'Das ist vielleicht nicht mehr aktuell. {{ problem }}',
  'someone.copyId': 'ID kopieren',
  'someone.idCopied': 'ID kopiert',
  'someone.formerMember': 'Ehemaliges Mitglied',
  'someone.anonymised': 'Anonymisiert',
  'someone.anonymisedOn': 'Anonymisiert am {{ when }}.',
  'someone.anonymisedText':
    'Name, Adresse, Bild und Profil wurden endgültig gelöscht. Niemand kann sich mit diesem Konto anmelden.',
  'someone.details': 'Angaben',
  'someone.jobTitle': 'Position',
  'someone.edit': 'Name und E-Mail',
  'someone.open': 'Seite des Kontos öffnen',

  'someone.locked': 'Gesperrt bis {{ when }}',
  'someone.lockedText':
    'Es gab zu viele falsche Passwörter. Geräte, die noch nie bei diesem Konto angemeldet waren, müssen warten.',
  'someone.unlock': 'Jetzt entsperren',
  'someone.unlocked': '{{ name }} kann es wieder versuchen',
  'someone.signIns': 'Anmeldungen bisher',
  'someone.noSignIns': 'Bei diesem Konto hat sich noch niemand angemeldet.',
  'someone.signInsNotLoaded': 'Die Anmeldungen konnten nicht geladen werden',
  'someone.signIn.success': 'Angemeldet',
  'someone.signIn.failed': 'Anmeldung fehlgeschlagen',
  'someone.signIn.refused': 'Falsches Passwort trotz Anmeldung',
  'someone.noDevices':
    'Bei diesem Konto kann sich niemand anmelden. Deshalb gibt es keine Geräte und keinen Passwort-Link.',

  'someone.storage': 'Speicher',
  'someone.used': '{{ used }} von {{ quota }}',
  'someone.files': { one: '{{ count }} Datei', other: '{{ count }} Dateien' },
  'someone.owned': 'Eigene Gruppen',
  'someone.ownedNone': 'Der Person gehören keine Gruppen.',
  'someone.ownedMore': { one: 'Und {{ count }} weitere Gruppe', other: 'Und {{ count }} weitere Gruppen' },
  'someone.onlyOwner': 'Einzige:r Inhaber:in',
  'someone.members': { one: '{{ count }} Mitglied', other: '{{ count }} Mitglieder' },
  'someone.nextOwner': '{{ name }} würde sie übernehmen',
  'someone.noNextOwner': 'Niemand sonst kann sich anmelden',
  'someone.effectsNotLoaded': 'Was zu diesem Konto gehört, konnte nicht geladen werden',
  'someone.namelessGroup': 'Gruppe ohne Namen',

  'someone.activityAll': 'Alles',
  'someone.activityBy': 'Von der Person',
  'someone.activityAbout': 'Was mit dem Konto geschah',
  'someone.activityFilter': 'Welche Einträge',
  'someone.inAuditLog': 'Im Protokoll öffnen',
  'someone.noActivity': 'Noch keine Aktivität',
  'someone.noAudit': 'Du darfst das Protokoll nicht lesen.',

  'someone.notOwn': 'Das geht nicht mit deinem eigenen Konto. Bitte eine andere Person aus der Administration darum.',
  'someone.notAllowed': 'Das darfst du nicht.',
  'someone.isGone': 'Dieses Konto wurde anonymisiert. Das lässt sich nicht rückgängig machen.',
  'someone.deactivateTitle': 'Konto deaktivieren',
  'someone.deactivateHint':
    'Die Person wird sofort abgemeldet und kann sich nicht mehr anmelden. Du kannst das jederzeit rückgängig machen.',
  'someone.reactivateTitle': 'Konto reaktivieren',
  'someone.reactivateHint': 'Die Person kann sich mit demselben Passwort wieder anmelden.',
  'someone.anonymiseTitle': 'Konto anonymisieren',
  'someone.anonymiseHint':
    'Löscht Name, Adresse, Bild und Profil endgültig. Die Nachrichten bleiben, geschrieben von einem ehemaligen Mitglied.',
  'someone.anonymise': 'Anonymisieren',
  'someone.anonymiseDots': 'Anonymisieren …',

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
  'ending.heirOf': 'Neue:r Inhaber:in von {{ group }}',
  'ending.nobody': 'In {{ group }} kann sich niemand sonst anmelden. Die Gruppe bleibt ohne Inhaber:in.',
  'ending.more': {
    one: '{{ count }} weitere Gruppe geht an die Person, die am längsten Admin oder Mitglied ist.',
    other: '{{ count }} weitere Gruppen gehen jeweils an die Person, die dort am längsten Admin oder Mitglied ist.',
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

  'someone.factorOn': 'Eingerichtet. Nach dem Passwort wird danach gefragt.',
  'someone.factorOff': 'Nicht eingerichtet. Zum Anmelden genügt das Passwort.',
  'someone.mayNotReset': 'Du darfst ihn nicht zurücksetzen. Bitte Inhaber:innen der Organisation darum.',
  'someone.resetFactor': 'Zweiten Faktor zurücksetzen',
  'someone.resetFactorDots': 'Zweiten Faktor zurücksetzen …',
  'someone.resetFactorAsk': 'Zweiten Faktor von {{ name }} zurücksetzen?',
  'someone.resetFactorText':
    'Authenticator-App, Passkeys und Wiederherstellungscodes gelten nicht mehr, und die Person wird überall abgemeldet. Ihr Passwort bleibt. Sie wird benachrichtigt. Vergewissere dich zuerst, dass wirklich sie darum bittet.',
  'someone.resetReason': 'Grund',
  'someone.resetReasonHint': 'Bleibt im Audit-Protokoll, zum Beispiel „Telefon verloren, zurückgerufen“.',
  'someone.resetReasonMissing': 'Gib einen Grund an.',
  'someone.resetReasonLong': 'Dieser Grund ist zu lang.',
  'someone.factorReset': 'Zweiter Faktor von {{ name }} zurückgesetzt',
} satisfies Translated<typeof english>;
