import { isolated, type Mail, type MailLanguage } from '../../core/mail/mail.js';

interface Facts {
  readonly address: string;
  readonly invitedBy: string;
  readonly organisation: string;
  readonly expiresAt: Date;
  /** Of whoever invited; UTC where it is not known. */
  readonly timeZone: string | null;
  readonly url: string;
}

/** The mail to somebody who is invited. */
export function invitationMail(language: MailLanguage, facts: Facts): Mail {
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: facts.timeZone ?? 'UTC',
  }).format(facts.expiresAt);
  const { label, ...words } = WORDS[language]({ ...facts, until });
  return { ...words, to: { name: '', address: facts.address }, language, button: { label, url: facts.url } };
}

type Words = (
  facts: Facts & { readonly until: string },
) => Pick<Mail, 'subject' | 'lines' | 'footer'> & { readonly label: string };

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: ({ invitedBy, organisation, until }) => ({
    subject: `${invitedBy} invited you to ${organisation}`,
    lines: [
      'Hello,',
      `${invitedBy} invited you to ${organisation}, where you can write to each other. Create your account by ${until}.`,
    ],
    label: 'Create your account',
    footer: `If you don’t know ${invitedBy}, ignore this message.`,
  }),
  de: ({ invitedBy, organisation, until }) => ({
    subject: `${invitedBy} lädt dich zu ${organisation} ein`,
    lines: [
      'Hallo,',
      `${invitedBy} lädt dich zu ${organisation} ein. Dort könnt ihr einander schreiben. Erstelle dein Konto bis zum ${until}.`,
    ],
    label: 'Konto erstellen',
    footer: `Wenn du ${invitedBy} nicht kennst, ignoriere diese Nachricht.`,
  }),
  ar: ({ invitedBy, organisation, until }) => ({
    subject: `دعاك ${isolated(invitedBy)} إلى ${isolated(organisation)}`,
    lines: [
      'مرحبًا،',
      `دعاك ${isolated(invitedBy)} إلى ${isolated(organisation)}، حيث يمكنكم التراسل. أنشئ حسابك قبل ${until}.`,
    ],
    label: 'إنشاء حسابك',
    footer: `إذا كنت لا تعرف ${isolated(invitedBy)}، فتجاهل هذه الرسالة.`,
  }),
  ja: ({ invitedBy, organisation, until }) => ({
    subject: `${invitedBy}さんから${organisation}への招待`,
    lines: [
      'こんにちは。',
      `${invitedBy}さんから${organisation}に招待されました。メンバー同士でメッセージをやり取りできます。${until}までにアカウントを作成してください。`,
    ],
    label: 'アカウントを作成',
    footer: `${invitedBy}さんに心当たりがない場合は、このメールを無視してください。`,
  }),
};
