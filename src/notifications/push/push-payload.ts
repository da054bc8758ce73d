import { counted, isolated, type MailLanguage } from '../../core/mail/mail.js';
import { plainText } from '../../core/markdown/plain-text.js';
import type { Unheard } from '../deciding/unheard.repository.js';

/** What the service worker of a client shows. */
export interface PushPayload {
  readonly v: 1;
  readonly conversationId: string | null;
  readonly seq: number | null;
  readonly title: string;
  readonly body: string;
  /** What opens when it is pressed. */
  readonly url: string;
  /** A notification with the same one takes its place. */
  readonly tag: string;
  /** Those with these tags go: what they told was read elsewhere. Left out where there are none. */
  readonly read?: readonly string[];
}

/** Code points of a message and of a name: with the rest well below what push services have to take. */
const SHOWN_OF_TEXT = 200;
const SHOWN_OF_NAME = 80;

/** How somebody is told. */
interface Telling {
  /** Of the newest message. */
  readonly sender: string;
  readonly language: MailLanguage;
  readonly isHidden: boolean;
  /** Conversations of which nothing is to be shown any more. */
  readonly read: readonly string[];
}

/** What is new in a conversation; neither who wrote nor what where it is hidden. */
export function messagePayload(
  conversationId: string,
  { count, seq, body, kind, subject }: Unheard,
  { sender, language, isHidden, read }: Telling,
): string {
  const words = WORDS[language];
  const place = {
    v: 1,
    conversationId,
    seq,
    url: `/chats/${conversationId}?at=${seq}`,
    tag: tagOf(conversationId),
    ...(read.length > 0 && { read: read.map(tagOf) }),
  } as const;
  if (isHidden) return JSON.stringify({ ...place, title: 'Parley', body: words.messages(count) } satisfies PushPayload);
  const name = short(sender);
  const text = plainText(body, SHOWN_OF_TEXT) || words.file;
  return JSON.stringify({
    ...place,
    title: kind === 'group' ? short(subject ?? '') : name,
    body: [kind === 'group' ? words.said(name, text) : text, ...(count > 1 ? [words.more(count - 1)] : [])].join('\n'),
  } satisfies PushPayload);
}

/** The one that people ask for themselves. */
export function testPayload(language: MailLanguage): string {
  const { title, body } = WORDS[language].test;
  const place = { v: 1, conversationId: null, seq: null, url: '/settings#notifications', tag: 'test' } as const;
  return JSON.stringify({ ...place, title, body } satisfies PushPayload);
}

function tagOf(conversationId: string): string {
  return `c:${conversationId}`;
}

function short(name: string): string {
  const letters = [...name];
  return letters.length <= SHOWN_OF_NAME ? name : `${letters.slice(0, SHOWN_OF_NAME - 1).join('')}…`;
}

interface Words {
  readonly messages: (count: number) => string;
  readonly more: (count: number) => string;
  readonly said: (name: string, text: string) => string;
  readonly file: string;
  readonly test: { readonly title: string; readonly body: string };
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    messages: (count) => (count === 1 ? 'A new message' : `${count} new messages`),
    more: (count) => `+ ${count} more`,
    said: (name, text) => `${name}: ${text}`,
    file: 'A file',
    test: { title: 'It works', body: 'Parley can notify you on this device.' },
  },
  de: {
    messages: (count) => (count === 1 ? 'Eine neue Nachricht' : `${count} neue Nachrichten`),
    more: (count) => `+ ${count} weitere`,
    said: (name, text) => `${name}: ${text}`,
    file: 'Eine Datei',
    test: { title: 'Es funktioniert', body: 'Parley kann auf diesem Gerät benachrichtigen.' },
  },
  ar: {
    messages: (count) =>
      counted('ar', count, {
        ...{ one: 'رسالة جديدة', two: 'رسالتان جديدتان', few: `${count} رسائل جديدة` },
        other: `${count} رسالة جديدة`,
      }),
    more: (count) =>
      counted('ar', count, {
        ...{ one: '+ رسالة أخرى', two: '+ رسالتان أخريان', few: `+ ${count} رسائل أخرى` },
        other: `+ ${count} رسالة أخرى`,
      }),
    said: (name, text) => `${isolated(name)}: ${isolated(text)}`,
    file: 'ملف',
    test: { title: 'الإشعارات تعمل', body: 'يمكن لتطبيق Parley إشعارك على هذا الجهاز.' },
  },
  ja: {
    messages: (count) => `新着メッセージ${count}件`,
    more: (count) => `ほか${count}件`,
    said: (name, text) => `${name}：${text}`,
    file: 'ファイル',
    test: { title: '通知は正常に届きます', body: 'このデバイスにParleyの通知が届きます。' },
  },
};
