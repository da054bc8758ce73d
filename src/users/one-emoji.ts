const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

const JOINER = '\u200d';
/** A family of four is the longest that there is. */
const MOST_JOINED = 4;

/** True for one picture as people see it, however many code points it is made of; also for newer ones than we know. */
export function isOneEmoji(text: string): boolean {
  const [only, ...more] = GRAPHEMES.segment(text);
  if (only === undefined || more.length > 0 || !PICTURE.test(text)) return false;
  const joined = text.split(JOINER);
  return joined.length <= MOST_JOINED && joined.every((part) => part !== '');
}
