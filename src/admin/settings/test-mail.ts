import { isolated, type Mail, type MailLanguage } from '../../core/mail/mail.js';

/** The mail by which somebody sees that mail works. */
export function testMail(language: MailLanguage, to: Mail['to'], organisation: string): Mail {
  return { ...WORDS[language](to.name, organisation), to, language };
}

type Words = (name: string, organisation: string) => Pick<Mail, 'subject' | 'lines' | 'footer'>;

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: (name, organisation) => ({
    subject: `Mail from ${organisation} works`,
    lines: [`Hello ${name},`, 'If you read this, invitations, password links and notices reach people by mail.'],
    footer: 'You sent this test from the organisation settings.',
  }),
  de: (name, organisation) => ({
    subject: `E-Mail von ${organisation} funktioniert`,
    lines: [
      `Hallo ${name},`,
      'wenn du das liest, erreichen Einladungen, Passwort-Links und Hinweise die Leute per E-Mail.',
    ],
    footer: 'Du hast diesen Test in den Einstellungen der Organisation gesendet.',
  }),
  ar: (name, organisation) => ({
    subject: `البريد من ${isolated(organisation)} يعمل`,
    lines: [
      `مرحبًا ${isolated(name)}،`,
      'إذا كنت تقرأ هذا، فإن الدعوات وروابط كلمات المرور والتنبيهات تصل إلى الأشخاص بالبريد الإلكتروني.',
    ],
    footer: 'أرسلت هذه الرسالة التجريبية من إعدادات المؤسسة.',
  }),
  ja: (name, organisation) => ({
    subject: `${organisation}からのメールは正常に届きます`,
    lines: [`${name}さん`, 'このメールが届いていれば、招待、パスワードのリンク、お知らせもメールで届きます。'],
    footer: 'このテストメールは、組織の設定から送信されました。',
  }),
};
