/** The languages that mails are written in. */
export const MAIL_LANGUAGES = ['en', 'de', 'ar', 'ja'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** From which side a language is written. */
export function directionOf(language: MailLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** A name, with the marks of Unicode by which it keeps its own direction and leaves that of the sentence alone. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** The one of these texts that is for so many, in a language that counts otherwise than by one and many. */
export function counted(language: MailLanguage, count: number, texts: Counted): string {
  return texts[new Intl.PluralRules(language).select(count)] ?? texts.other;
}

type Counted = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & { readonly other: string };

/** A paragraph with a line above it that stands out. */
export interface TitledParagraph {
  readonly title: string;
  readonly text: string;
}

/** What one mail says; text and HTML are made of the same. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly language: MailLanguage;
  readonly subject: string;
  /** Paragraphs, some with a heading; a line break within one stays. */
  readonly lines: readonly (string | TitledParagraph)[];
  readonly button?: { readonly label: string; readonly url: string };
  /** Why somebody gets it, in small letters. */
  readonly footer: string;
  /** How they get no more of its kind: a page that asks, and an address to which their mail program can post that they want none. */
  readonly unsubscribe?: { readonly label: string; readonly url: string; readonly oneClickUrl: string };
}

/** The language of a locale such as `de-AT`; English where there are no words in it, or nobody chose one. */
export function mailLanguageOf(locale: string | null): MailLanguage {
  const wanted = locale?.toLowerCase().split('-')[0];
  return MAIL_LANGUAGES.find((language) => language === wanted) ?? 'en';
}
