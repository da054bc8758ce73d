import { plainTime, timeWord } from '../../../../../src/search/query/time-words.js';
import type { InterpretedDto } from '../../api/models/interpreted-dto';
import { isolated } from '../../core/isolated';
import { dateInWords } from '../../core/times';
import type { PlainKey } from '../../core/words/catalogue';
import { language } from '../../core/words/language';
import { t } from '../../core/words/words';
import { nameOfConversation } from '../../state/conversations/ref-names';
import type { Chip, Operator } from './search-terms';

/** How operators are called, and what each of them is for. */
export const OPERATOR_WORDS: Readonly<Record<Operator, { readonly name: PlainKey; readonly purpose: PlainKey }>> = {
  from: { name: 'search.from', purpose: 'search.fromPurpose' },
  in: { name: 'search.in', purpose: 'search.inPurpose' },
  subject: { name: 'search.subject', purpose: 'search.subjectPurpose' },
  has: { name: 'search.has', purpose: 'search.hasPurpose' },
  is: { name: 'search.is', purpose: 'search.isPurpose' },
  before: { name: 'search.before', purpose: 'search.beforePurpose' },
  after: { name: 'search.after', purpose: 'search.afterPurpose' },
  on: { name: 'search.on', purpose: 'search.onPurpose' },
};

const DAYS: Readonly<Record<string, PlainKey>> = {
  today: 'search.today',
  yesterday: 'search.yesterday',
  'this-week': 'search.thisWeek',
  'last-week': 'search.lastWeek',
  'this-month': 'search.thisMonth',
  'last-month': 'search.lastMonth',
  'last-year': 'search.lastYear',
  '7d': 'search.sevenDays',
  '30d': 'search.thirtyDays',
};

/** What an operator can be given, as far as that can be listed. */
export const LISTED_VALUES: Readonly<Partial<Record<Operator, Readonly<Record<string, PlainKey>>>>> = {
  has: {
    file: 'search.hasFile',
    image: 'search.hasImage',
    video: 'search.hasVideo',
    audio: 'search.hasAudio',
    link: 'search.hasLink',
  },
  is: { unread: 'search.isUnread', pinned: 'search.isPinned', saved: 'search.isSaved' },
  before: DAYS,
  after: DAYS,
  on: DAYS,
};

/** What a value stands for where that is known, such as the name of a person; undefined shows the value itself. */
export type Named = (chip: Pick<Chip, 'operator' | 'value'>) => string | undefined;

/** As it is written in the language of the page. */
export function wordOf(operator: Operator, value: string): string {
  return LISTED_VALUES[operator] === DAYS ? timeWord(value, language()) : value;
}

/** A chip as it is read: "From: Ana Berg". */
export function chipText(chip: Chip, named: Named): string {
  const name = t(OPERATOR_WORDS[chip.operator].name);
  const text = t('search.chip', { name, value: isolated(valueText(chip, named)) });
  return chip.isExcluded ? t('search.not', { chip: text }) : text;
}

function valueText(chip: Chip, named: Named): string {
  const { operator, value } = chip;
  const listed = LISTED_VALUES[operator]?.[plainTime(value.toLowerCase())];
  if (listed) return t(listed);
  if (operator === 'from' && value.toLowerCase() === 'me') return t('search.me');
  if (LISTED_VALUES[operator] === DAYS && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const day = `${value}T12:00:00`;
    return Number.isNaN(Date.parse(day)) ? value : dateInWords(day);
  }
  return named(chip) ?? value;
}

/** What the server understood by it: the person or the chat, where it can be only one. */
export function namedIn(interpreted: readonly InterpretedDto[], myId: string | undefined): Named {
  return ({ operator, value }) => {
    const meant = interpreted.find((one) => one.operator === operator && one.value === value);
    const [person, ...otherPeople] = meant?.people ?? [];
    if (person && otherPeople.length === 0) return person.displayName;
    const [chat, ...otherChats] = meant?.conversations ?? [];
    return chat && otherChats.length === 0 ? nameOfConversation(chat, myId) : undefined;
  };
}
