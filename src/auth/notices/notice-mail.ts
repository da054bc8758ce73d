import { userAgentOf } from '../../core/http/user-agent.js';
import { directionOf, isolated, type Mail, type MailLanguage } from '../../core/mail/mail.js';
import type { MailedKind } from './notice-kind.js';

interface Facts {
  readonly kind: MailedKind;
  readonly at: Date;
  readonly ip: string;
  readonly userAgent: string;
  /** How many recovery codes are left, where one was used. */
  readonly remaining: number | null;
  /** What a moderator writes; empty of every other kind. */
  readonly note: string;
  readonly to: Mail['to'];
  readonly organisation: string;
  /** Of whose account it is; UTC where it is not known. */
  readonly timeZone: string | null;
  /** Where they look at their devices and change their password. */
  readonly url: string;
}

/** The mail about something that happened to an account. */
export function noticeMail(language: MailLanguage, facts: Facts): Mail {
  const words = WORDS[language];
  const { subjects, what, hello, when, byAdministrator, device, otherwise, afterWarning, label, footer } = words;
  const { browser, system, program } = userAgentOf(facts.userAgent);
  const name = browser && system ? device(browser, system) : (browser ?? system ?? program);
  const places = [name, facts.ip].filter((part) => part !== '');
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: facts.timeZone ?? 'UTC',
  }).format(facts.at);
  return {
    to: facts.to,
    language,
    subject: subjects[facts.kind],
    lines: [
      hello(facts.to.name),
      what[facts.kind](facts.organisation, facts.remaining ?? 0),
      `${when}: ${time}\n${facts.ip === '' ? byAdministrator : (directionOf(language) === 'rtl' ? places.map(isolated) : places).join(' · ')}`,
      ...(facts.note === '' ? [] : [words.quote(facts.note)]),
      facts.kind === 'warned' ? afterWarning : otherwise,
    ],
    button: { label, url: facts.url },
    footer: footer(facts.organisation),
  };
}

interface Words {
  readonly subjects: Readonly<Record<MailedKind, string>>;
  readonly what: Readonly<Record<MailedKind, (organisation: string, remaining: number) => string>>;
  readonly hello: (name: string) => string;
  readonly when: string;
  readonly byAdministrator: string;
  readonly device: (browser: string, system: string) => string;
  readonly quote: (note: string) => string;
  readonly otherwise: string;
  readonly afterWarning: string;
  readonly label: string;
  readonly footer: (organisation: string) => string;
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subjects: {
      device_new: 'New sign-in to your account',
      password_changed: 'Your password was changed',
      email_changed: 'Your email address was changed',
      roles_changed: 'Your roles were changed',
      factor_added: 'An authenticator app was added to your account',
      factor_removed: 'The authenticator app was removed from your account',
      factor_reset: 'Your second factor was reset',
      recovery_code_used: 'A recovery code was used',
      passkey_added: 'A passkey was added to your account',
      passkey_removed: 'A passkey was removed from your account',
      warned: 'A moderator warned you',
    },
    what: {
      device_new: (organisation) =>
        `Someone signed in to your account at ${organisation} from a device that wasn’t used before.`,
      password_changed: (organisation) => `The password of your account at ${organisation} was changed.`,
      email_changed: (organisation) => `The email address of your account at ${organisation} was changed.`,
      roles_changed: (organisation) => `What you may do at ${organisation} was changed.`,
      factor_added: (organisation) =>
        `An authenticator app was added to your account at ${organisation}. Signing in needs its codes from now on.`,
      factor_removed: (organisation) => `The authenticator app was removed from your account at ${organisation}.`,
      factor_reset: (organisation) =>
        `The second factors of your account at ${organisation} were removed and you were signed out everywhere.`,
      recovery_code_used: (organisation, remaining) =>
        `A recovery code of your account at ${organisation} was used. Codes left: ${remaining}.`,
      passkey_added: (organisation) => `A passkey was added to your account at ${organisation}.`,
      passkey_removed: (organisation) => `A passkey was removed from your account at ${organisation}.`,
      warned: (organisation) =>
        `A message of yours was reported at ${organisation}. A moderator looked at it and asks you not to write like that again.`,
    },
    hello: (name) => `Hello ${name},`,
    when: 'When',
    byAdministrator: 'By an administrator',
    device: (browser, system) => `${browser} on ${system}`,
    quote: (note) => `“${note}”`,
    otherwise:
      'If this was you, or you were told about it, there is nothing to do. If not, change your password, sign out your other ' +
      'devices and tell an administrator.',
    afterWarning: 'If you think this is a mistake, talk to an administrator.',
    label: 'Check your account',
    footer: (organisation) => `You get this because you have an account at ${organisation}.`,
  },
  de: {
    subjects: {
      device_new: 'Neue Anmeldung bei deinem Konto',
      password_changed: 'Dein Passwort wurde geändert',
      email_changed: 'Deine E-Mail-Adresse wurde geändert',
      roles_changed: 'Deine Rollen wurden geändert',
      factor_added: 'Deinem Konto wurde eine Authenticator-App hinzugefügt',
      factor_removed: 'Die Authenticator-App wurde von deinem Konto entfernt',
      factor_reset: 'Dein zweiter Faktor wurde zurückgesetzt',
      recovery_code_used: 'Ein Wiederherstellungscode wurde verwendet',
      passkey_added: 'Deinem Konto wurde ein Passkey hinzugefügt',
      passkey_removed: 'Ein Passkey wurde von deinem Konto entfernt',
      warned: 'Du wurdest verwarnt',
    },
    what: {
      device_new: (organisation) =>
        `Bei deinem Konto bei ${organisation} hat sich jemand von einem Gerät angemeldet, das bisher nicht verwendet wurde.`,
      password_changed: (organisation) => `Das Passwort deines Kontos bei ${organisation} wurde geändert.`,
      email_changed: (organisation) => `Die E-Mail-Adresse deines Kontos bei ${organisation} wurde geändert.`,
      roles_changed: (organisation) => `Was du bei ${organisation} darfst, wurde geändert.`,
      factor_added: (organisation) =>
        `Deinem Konto bei ${organisation} wurde eine Authenticator-App hinzugefügt. Zum Anmelden brauchst du ab jetzt ihre Codes.`,
      factor_removed: (organisation) => `Die Authenticator-App wurde von deinem Konto bei ${organisation} entfernt.`,
      factor_reset: (organisation) =>
        `Die zweiten Faktoren deines Kontos bei ${organisation} wurden entfernt und du wurdest überall abgemeldet.`,
      recovery_code_used: (organisation, remaining) =>
        `Ein Wiederherstellungscode deines Kontos bei ${organisation} wurde verwendet. Übrige Codes: ${remaining}.`,
      passkey_added: (organisation) => `Deinem Konto bei ${organisation} wurde ein Passkey hinzugefügt.`,
      passkey_removed: (organisation) => `Ein Passkey wurde von deinem Konto bei ${organisation} entfernt.`,
      warned: (organisation) =>
        `Eine Nachricht von dir bei ${organisation} wurde gemeldet. Die Moderation hat sie geprüft und bittet dich, nicht wieder so zu schreiben.`,
    },
    hello: (name) => `Hallo ${name},`,
    when: 'Wann',
    byAdministrator: 'Durch die Administration',
    device: (browser, system) => `${browser} auf ${system}`,
    quote: (note) => `„${note}“`,
    otherwise:
      'Wenn du das warst oder davon weißt, musst du nichts tun. Wenn nicht, ändere dein Passwort, melde deine anderen Geräte ab ' +
      'und wende dich an die Administration.',
    afterWarning: 'Wenn du das für einen Irrtum hältst, wende dich an die Administration.',
    label: 'Konto ansehen',
    footer: (organisation) => `Du bekommst das, weil du ein Konto bei ${organisation} hast.`,
  },
  ar: {
    subjects: {
      device_new: 'تسجيل دخول جديد إلى حسابك',
      password_changed: 'تم تغيير كلمة مرورك',
      email_changed: 'تم تغيير عنوان بريدك الإلكتروني',
      roles_changed: 'تم تغيير أدوارك',
      factor_added: 'أُضيف تطبيق مصادقة إلى حسابك',
      factor_removed: 'أُزيل تطبيق المصادقة من حسابك',
      factor_reset: 'أُعيد تعيين التحقق بخطوتين في حسابك',
      recovery_code_used: 'استُخدم أحد رموز الاسترداد',
      passkey_added: 'أُضيف مفتاح مرور إلى حسابك',
      passkey_removed: 'أُزيل مفتاح مرور من حسابك',
      warned: 'وجّه إليك مراقب المحتوى تحذيرًا',
    },
    what: {
      device_new: (organisation) => `سُجّل الدخول إلى حسابك في ${isolated(organisation)} من جهاز لم يُستخدم من قبل.`,
      password_changed: (organisation) => `تم تغيير كلمة مرور حسابك في ${isolated(organisation)}.`,
      email_changed: (organisation) => `تم تغيير عنوان البريد الإلكتروني لحسابك في ${isolated(organisation)}.`,
      roles_changed: (organisation) => `تم تغيير صلاحياتك في ${isolated(organisation)}.`,
      factor_added: (organisation) =>
        `أُضيف تطبيق مصادقة إلى حسابك في ${isolated(organisation)}. من الآن فصاعدًا يتطلب تسجيل الدخول رموزه.`,
      factor_removed: (organisation) => `أُزيل تطبيق المصادقة من حسابك في ${isolated(organisation)}.`,
      factor_reset: (organisation) =>
        `أُزيل التحقق بخطوتين من حسابك في ${isolated(organisation)} وسُجّل خروجك من كل مكان.`,
      recovery_code_used: (organisation, remaining) =>
        `استُخدم أحد رموز الاسترداد لحسابك في ${isolated(organisation)}. الرموز المتبقية: ${remaining}.`,
      passkey_added: (organisation) => `أُضيف مفتاح مرور إلى حسابك في ${isolated(organisation)}.`,
      passkey_removed: (organisation) => `أُزيل مفتاح مرور من حسابك في ${isolated(organisation)}.`,
      warned: (organisation) =>
        `أُبلغ عن رسالة كتبتها في ${isolated(organisation)}. اطّلع عليها مراقب المحتوى ويطلب منك ألا تكتب مثلها مجددًا.`,
    },
    hello: (name) => `مرحبًا ${isolated(name)}،`,
    when: 'الوقت',
    byAdministrator: 'بواسطة أحد المسؤولين',
    device: (browser, system) => `${isolated(browser)} على ${isolated(system)}`,
    quote: (note) => `«${isolated(note)}»`,
    otherwise:
      'إذا كنت أنت من فعل ذلك أو أُبلغت به، فلا يلزمك فعل شيء. وإلا فغيّر كلمة مرورك، وسجّل خروج أجهزتك الأخرى، وأخبر أحد ' +
      'المسؤولين.',
    afterWarning: 'إذا كنت ترى أن هذا خطأ، فتحدّث إلى أحد المسؤولين.',
    label: 'التحقق من حسابك',
    footer: (organisation) => `وصلتك هذه الرسالة لأن لديك حسابًا في ${isolated(organisation)}.`,
  },
  ja: {
    subjects: {
      device_new: 'アカウントへの新しいサインイン',
      password_changed: 'パスワードが変更されました',
      email_changed: 'メールアドレスが変更されました',
      roles_changed: 'ロールが変更されました',
      factor_added: 'アカウントに認証アプリが追加されました',
      factor_removed: 'アカウントから認証アプリが削除されました',
      factor_reset: '2段階認証がリセットされました',
      recovery_code_used: 'リカバリーコードが使用されました',
      passkey_added: 'アカウントにパスキーが追加されました',
      passkey_removed: 'アカウントからパスキーが削除されました',
      warned: 'モデレーターからの警告',
    },
    what: {
      device_new: (organisation) =>
        `${organisation}のアカウントに、これまで使われていないデバイスからサインインがありました。`,
      password_changed: (organisation) => `${organisation}のアカウントのパスワードが変更されました。`,
      email_changed: (organisation) => `${organisation}のアカウントのメールアドレスが変更されました。`,
      roles_changed: (organisation) => `${organisation}でのロールが変更されました。`,
      factor_added: (organisation) =>
        `${organisation}のアカウントに認証アプリが追加されました。今後のサインインには、アプリに表示されるコードが必要です。`,
      factor_removed: (organisation) => `${organisation}のアカウントから認証アプリが削除されました。`,
      factor_reset: (organisation) =>
        `${organisation}のアカウントの2段階認証が解除され、すべてのデバイスからサインアウトしました。`,
      recovery_code_used: (organisation, remaining) =>
        `${organisation}のアカウントのリカバリーコードが使用されました。残りのコード：${remaining}個`,
      passkey_added: (organisation) => `${organisation}のアカウントにパスキーが追加されました。`,
      passkey_removed: (organisation) => `${organisation}のアカウントからパスキーが削除されました。`,
      warned: (organisation) =>
        `${organisation}であなたのメッセージが通報されました。モデレーターが確認した結果、今後このような書き込みをしないようお願いしています。`,
    },
    hello: (name) => `${name}さん`,
    when: '日時',
    byAdministrator: '管理者による操作',
    device: (browser, system) => `${system}の${browser}`,
    quote: (note) => `「${note}」`,
    otherwise:
      'ご本人の操作であるか、事前に知らされている場合は、何もする必要はありません。心当たりがない場合は、パスワードを変更し、ほかのデバイスを' +
      'サインアウトして、管理者に知らせてください。',
    afterWarning: '間違いだと思われる場合は、管理者に相談してください。',
    label: 'アカウントを確認',
    footer: (organisation) => `${organisation}にアカウントをお持ちの方にお送りしています。`,
  },
};
