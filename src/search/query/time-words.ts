import { foldedName } from '../../users/folded-name.js';

/** Of which languages words for days and periods are understood, whoever searches. */
export type TimeLanguage = 'en' | 'de' | 'ar' | 'ja';

/**
 * What times are called, by what searches call them (`timeSpan`): first as it is offered. No word means two things in two languages
 * (`time-words.spec.ts`), so that nobody has to say in which they write.
 */
const TIMES: Readonly<Record<TimeLanguage, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    today: ['today'],
    yesterday: ['yesterday'],
    monday: ['monday'],
    tuesday: ['tuesday'],
    wednesday: ['wednesday'],
    thursday: ['thursday'],
    friday: ['friday'],
    saturday: ['saturday'],
    sunday: ['sunday'],
    'this-week': ['this-week'],
    'last-week': ['last-week'],
    'this-month': ['this-month'],
    'last-month': ['last-month'],
    'this-year': ['this-year'],
    'last-year': ['last-year'],
  },
  de: {
    today: ['heute'],
    yesterday: ['gestern'],
    '2d': ['vorgestern'],
    monday: ['montag'],
    tuesday: ['dienstag'],
    wednesday: ['mittwoch'],
    thursday: ['donnerstag'],
    friday: ['freitag'],
    saturday: ['samstag', 'sonnabend'],
    sunday: ['sonntag'],
    'this-week': ['diese-woche', 'dieser-woche'],
    'last-week': ['letzte-woche', 'letzter-woche', 'vorige-woche'],
    'this-month': ['dieser-monat', 'diesen-monat', 'diesem-monat'],
    'last-month': ['letzter-monat', 'letzten-monat', 'voriger-monat', 'vorigen-monat'],
    'this-year': ['dieses-jahr', 'diesem-jahr'],
    'last-year': ['letztes-jahr', 'letzten-jahr', 'voriges-jahr'],
  },
  ar: {
    today: ['اليوم'],
    yesterday: ['أمس', 'البارحة'],
    '2d': ['أول-أمس'],
    monday: ['الاثنين', 'يوم-الاثنين'],
    tuesday: ['الثلاثاء', 'يوم-الثلاثاء'],
    wednesday: ['الأربعاء', 'يوم-الأربعاء'],
    thursday: ['الخميس', 'يوم-الخميس'],
    friday: ['الجمعة', 'يوم-الجمعة'],
    saturday: ['السبت', 'يوم-السبت'],
    sunday: ['الأحد', 'يوم-الأحد'],
    'this-week': ['هذا-الأسبوع'],
    'last-week': ['الأسبوع-الماضي'],
    'this-month': ['هذا-الشهر'],
    'last-month': ['الشهر-الماضي'],
    'this-year': ['هذا-العام', 'هذه-السنة'],
    'last-year': ['العام-الماضي', 'السنة-الماضية'],
  },
  ja: {
    today: ['今日', '本日', 'きょう'],
    yesterday: ['昨日', 'きのう'],
    '2d': ['一昨日', 'おととい'],
    monday: ['月曜日', '月曜'],
    tuesday: ['火曜日', '火曜'],
    wednesday: ['水曜日', '水曜'],
    thursday: ['木曜日', '木曜'],
    friday: ['金曜日', '金曜'],
    saturday: ['土曜日', '土曜'],
    sunday: ['日曜日', '日曜'],
    'this-week': ['今週'],
    'last-week': ['先週'],
    'this-month': ['今月'],
    'last-month': ['先月'],
    'this-year': ['今年'],
    'last-year': ['昨年', '去年'],
  },
};

const MEANT = new Map(everyWord().map(({ word, time }) => [foldedName(word), time]));

/** What a search calls the time that somebody wrote in any of the languages; what is none of its words is as it was. */
export function plainTime(text: string): string {
  return MEANT.get(foldedName(text)) ?? text;
}

/** How a time is written in a language; as searches call it where that has no word for it. */
export function timeWord(time: string, language: TimeLanguage): string {
  return TIMES[language][time]?.[0] ?? time;
}

/** All of them, for whoever looks whether two are alike. */
export function everyWord(): { readonly word: string; readonly time: string; readonly language: string }[] {
  return Object.entries(TIMES).flatMap(([language, times]) =>
    Object.entries(times).flatMap(([time, words]) => words.map((word) => ({ word, time, language }))),
  );
}
