import { isolated, type Mail, type MailLanguage } from '../../core/mail/mail.js';

interface Facts {
  readonly to: Mail['to'];
  readonly username: string;
  readonly organisation: string;
  readonly url: string;
}

/** The mail to somebody who has forgotten their password. */
export function forgottenPasswordMail(language: MailLanguage, facts: Facts): Mail {
  const { label, ...words } = WORDS[language](facts);
  return { ...words, to: facts.to, language, button: { label, url: facts.url } };
}

type Words = (facts: Facts) => Pick<Mail, 'subject' | 'lines' | 'footer'> & { readonly label: string };

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: ({ to, username, organisation }) => ({
    subject: 'Choose a new password',
    lines: [
      `Hello ${to.name},`,
      `Someone asked for a new password for your account “${username}” at ${organisation}. If it was you, choose one here. ` +
        'The link works once and expires in an hour.',
    ],
    label: 'Choose new password',
    footer: 'If it wasn’t you, ignore this message. Your password stays as it is.',
  }),
  de: ({ to, username, organisation }) => ({
    subject: 'Neues Passwort wählen',
    lines: [
      `Hallo ${to.name},`,
      `jemand hat ein neues Passwort für dein Konto „${username}“ bei ${organisation} angefordert. Wenn du das warst, wähle hier ` +
        'eines. Der Link funktioniert einmal und läuft in einer Stunde ab.',
    ],
    label: 'Neues Passwort wählen',
    footer: 'Wenn du das nicht warst, ignoriere diese Nachricht. Dein Passwort bleibt, wie es ist.',
  }),
  ar: ({ to, username, organisation }) => ({
    subject: 'اختيار كلمة مرور جديدة',
    lines: [
      `مرحبًا ${isolated(to.name)}،`,
      `طلب شخص ما كلمة مرور جديدة لحسابك «${isolated(username)}» في ${isolated(organisation)}. إذا كنت أنت من طلبها، فاختر ` +
        'كلمة مرور هنا. يُستخدم الرابط مرة واحدة وتنتهي صلاحيته بعد ساعة.',
    ],
    label: 'اختيار كلمة مرور جديدة',
    footer: 'إذا لم تكن أنت من طلبها، فتجاهل هذه الرسالة. تبقى كلمة مرورك كما هي.',
  }),
  ja: ({ to, username, organisation }) => ({
    subject: '新しいパスワードの設定',
    lines: [
      `${to.name}さん`,
      `${organisation}のアカウント「${username}」について、新しいパスワードの設定が申請されました。ご本人の場合は、ここから設定してください。` +
        'リンクは1回だけ使え、1時間で無効になります。',
    ],
    label: '新しいパスワードを設定',
    footer: '心当たりがない場合は、このメールを無視してください。パスワードは変わりません。',
  }),
};
