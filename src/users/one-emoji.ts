const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** True for one picture as people see it, however many code points it is made of; also for newer ones than we know. */
export function isOneEmoji(text: string): boolean {
  const [only, ...more] = GRAPHEMES.segment(text);
  return only !== undefined && more.length === 0 && PICTURE.test(text);
}
