import { counted, isolated, type Mail, type MailLanguage, type TitledParagraph } from '../../core/mail/mail.js';
import { plainText } from '../../core/markdown/plain-text.js';
import type { Unheard, UnheardLine } from '../deciding/unheard.repository.js';
import type { MailKind } from './mail-kind.js';

/** Code points of a message. */
const SHOWN_OF_TEXT = 300;

/** What is unread in one conversation, with the newest of it. */
export type UnreadChat = Pick<Unheard, 'count' | 'kind' | 'subject' | 'seq' | 'senderId'> & {
  readonly conversationId: string;
  readonly lines: readonly UnheardLine[];
};

interface Facts {
  readonly kind: MailKind;
  readonly chats: readonly UnreadChat[];
  /** Conversations beside these. */
  readonly otherChats: number;
  /** In all of them. */
  readonly messages: number;
  /** Neither who wrote nor what. */
  readonly isHidden: boolean;
  readonly to: Mail['to'];
  /** UTC where it is not known. */
  readonly timeZone: string | null;
  readonly nameOf: (userId: string) => string;
  readonly organisation: string;
  readonly link: (path: string) => string;
  readonly unsubscribe: { readonly url: string; readonly oneClickUrl: string };
}

/** The mail about what somebody has not read. */
export function unreadMail(language: MailLanguage, facts: Facts): Mail {
  const words = WORDS[language];
  const { kind, chats, otherChats, messages, isHidden, to, organisation } = facts;
  const all = chats.length + otherChats;
  const [only] = all === 1 && !isHidden ? chats : [];
  const subject = only ? words.subjectOf(titleOf(only, facts), messages) : words.subject(messages, all);
  const shown = isHidden ? [] : chats.map((chat) => chatInLines(chat, language, facts));
  const place = all === 1 ? `/chats/${chats[0]?.conversationId}?at=${chats[0]?.seq}` : '/chats';
  return {
    ...{ to, language, subject: kind === 'digest' ? words.digest(subject, organisation) : subject },
    lines: [
      words.hello(to.name, messages, all),
      ...shown,
      ...(otherChats > 0 && !isHidden ? [words.others(otherChats)] : []),
    ],
    button: { label: words.label, url: facts.link(place) },
    footer: words.footer[kind](organisation),
    unsubscribe: { label: words.stop[kind], ...facts.unsubscribe },
  };
}

/** Whose or which chat it is, how many there are besides, and its newest messages. */
function chatInLines(chat: UnreadChat, language: MailLanguage, { nameOf, timeZone }: Facts): TitledParagraph {
  const words = WORDS[language];
  const clock = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit' },
    timeZone: timeZone ?? 'UTC',
  });
  const lines = chat.lines.map(({ senderId, body, createdAt }) => {
    const text = plainText(body, SHOWN_OF_TEXT) || words.file;
    const time = clock.format(createdAt);
    return words.line(chat.kind === 'group' ? [nameOf(senderId), time] : [time], text);
  });
  const more = chat.count - chat.lines.length;
  const text = [...(more > 0 ? [words.more(more)] : []), ...lines].join('\n');
  return { title: titleOf(chat, { nameOf }), text };
}

function titleOf({ kind, subject, senderId }: UnreadChat, { nameOf }: Pick<Facts, 'nameOf'>): string {
  return (kind === 'group' ? subject : undefined) ?? nameOf(senderId);
}

interface Words {
  readonly subject: (messages: number, chats: number) => string;
  readonly subjectOf: (title: string, messages: number) => string;
  readonly digest: (subject: string, organisation: string) => string;
  readonly hello: (name: string, messages: number, chats: number) => string;
  /** Who wrote it, in a group, and when. */
  readonly line: (before: readonly string[], text: string) => string;
  readonly file: string;
  readonly more: (count: number) => string;
  readonly others: (chats: number) => string;
  readonly label: string;
  readonly stop: Readonly<Record<MailKind, string>>;
  readonly footer: Readonly<Record<MailKind, (organisation: string) => string>>;
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: (messages, chats) => `${enMessages(messages)} in ${chats === 1 ? 'a chat' : `${chats} chats`}`,
    subjectOf: (title, messages) => `${title}: ${enMessages(messages)}`,
    digest: (subject, organisation) => `${organisation}: ${subject}`,
    hello: (name, messages, chats) =>
      `Hello ${name},\nyou have ${enMessages(messages)}${chats > 1 ? ` in ${chats} chats` : ''}.`,
    line: (before, text) => `${before.join(', ')}: ${text}`,
    file: 'A file',
    more: (count) => `${count} earlier …`,
    others: (chats) =>
      chats === 1
        ? 'There is one more chat with unread messages.'
        : `There are ${chats} more chats with unread messages.`,
    label: 'Read and answer',
    stop: { unread: 'Stop mails about unread messages', digest: 'Stop these summaries' },
    footer: {
      unread: (organisation) =>
        `You asked to be mailed when messages at ${organisation} stay unread. Answers to this mail reach nobody.`,
      digest: (organisation) =>
        `You asked for a summary of what is unread at ${organisation}. Answers to this mail reach nobody.`,
    },
  },
  de: {
    subject: (messages, chats) => `${deMessages(messages)} in ${chats === 1 ? 'einem Chat' : `${chats} Chats`}`,
    subjectOf: (title, messages) => `${title}: ${deMessages(messages)}`,
    digest: (subject, organisation) => `${organisation}: ${subject}`,
    hello: (name, messages, chats) =>
      `Hallo ${name},\ndu hast ${deMessages(messages)}${chats > 1 ? ` in ${chats} Chats` : ''}.`,
    line: (before, text) => `${before.join(', ')}: ${text}`,
    file: 'Eine Datei',
    more: (count) => `${count} davor …`,
    others: (chats) =>
      chats === 1 ? 'In einem weiteren Chat ist etwas ungelesen.' : `In ${chats} weiteren Chats ist etwas ungelesen.`,
    label: 'Lesen und antworten',
    stop: { unread: 'Keine Mails mehr über ungelesene Nachrichten', digest: 'Keine Zusammenfassungen mehr' },
    footer: {
      unread: (organisation) =>
        `Du möchtest eine Mail bekommen, wenn Nachrichten bei ${organisation} ungelesen bleiben. Antworten auf diese Mail erreichen niemanden.`,
      digest: (organisation) =>
        `Du möchtest eine Zusammenfassung dessen bekommen, was bei ${organisation} ungelesen ist. Antworten auf diese Mail erreichen niemanden.`,
    },
  },
  ar: {
    subject: (messages, chats) => `${arMessages(messages)} في ${chats === 1 ? 'محادثة' : arChats(chats)}`,
    subjectOf: (title, messages) => `${isolated(title)}: ${arMessages(messages)}`,
    digest: (subject, organisation) => `${isolated(organisation)}: ${subject}`,
    hello: (name, messages, chats) =>
      `مرحبًا ${isolated(name)}،\nلديك ${arMessages(messages)}${chats > 1 ? ` في ${arChats(chats)}` : ''}.`,
    line: (before, text) => `${before.map(isolated).join('، ')}: ${isolated(text)}`,
    file: 'ملف',
    more: (count) =>
      counted('ar', count, {
        ...{ one: 'رسالة سابقة …', two: 'رسالتان سابقتان …', few: `${count} رسائل سابقة …` },
        other: `${count} رسالة سابقة …`,
      }),
    others: (chats) =>
      counted('ar', chats, {
        one: 'توجد رسائل غير مقروءة في محادثة أخرى.',
        two: 'توجد رسائل غير مقروءة في محادثتين أخريين.',
        few: `توجد رسائل غير مقروءة في ${chats} محادثات أخرى.`,
        other: `توجد رسائل غير مقروءة في ${chats} محادثة أخرى.`,
      }),
    label: 'القراءة والرد',
    stop: { unread: 'إيقاف رسائل البريد عن الرسائل غير المقروءة', digest: 'إيقاف هذه الملخصات' },
    footer: {
      unread: (organisation) =>
        `طلبت إشعارك بالبريد عندما تبقى رسائل في ${isolated(organisation)} غير مقروءة. الردود على هذه الرسالة لا تصل إلى أحد.`,
      digest: (organisation) =>
        `طلبت ملخصًا لما هو غير مقروء في ${isolated(organisation)}. الردود على هذه الرسالة لا تصل إلى أحد.`,
    },
  },
  ja: {
    subject: (messages, chats) => `${chats === 1 ? '' : `${chats}件のチャットに`}${jaMessages(messages)}`,
    subjectOf: (title, messages) => `${title}：${jaMessages(messages)}`,
    digest: (subject, organisation) => `${organisation}：${subject}`,
    hello: (name, messages, chats) =>
      `${name}さん\n${chats > 1 ? `${chats}件のチャットに` : ''}${jaMessages(messages)}があります。`,
    line: (before, text) => `${before.join('、')}：${text}`,
    file: 'ファイル',
    more: (count) => `以前のメッセージ${count}件…`,
    others: (chats) => `ほかの${chats}件のチャットにも未読メッセージがあります。`,
    label: '読んで返信する',
    stop: { unread: '未読メッセージのメールを停止', digest: 'まとめメールを停止' },
    footer: {
      unread: (organisation) =>
        `${organisation}に未読メッセージがあるときにメールを受け取る設定になっています。このメールには返信できません。`,
      digest: (organisation) =>
        `${organisation}の未読メッセージのまとめを受け取る設定になっています。このメールには返信できません。`,
    },
  },
};

function enMessages(count: number): string {
  return count === 1 ? '1 unread message' : `${count} unread messages`;
}

function deMessages(count: number): string {
  return count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`;
}

function arMessages(count: number): string {
  return counted('ar', count, {
    one: 'رسالة غير مقروءة',
    two: 'رسالتان غير مقروءتين',
    few: `${count} رسائل غير مقروءة`,
    other: `${count} رسالة غير مقروءة`,
  });
}

/** After «في». */
function arChats(count: number): string {
  return counted('ar', count, { two: 'محادثتين', few: `${count} محادثات`, other: `${count} محادثة` });
}

function jaMessages(count: number): string {
  return `未読メッセージ${count}件`;
}
