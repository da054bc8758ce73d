/** The languages that mails are written in. */
export const MAIL_LANGUAGES = ['en', 'de'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

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
