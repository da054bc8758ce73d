import type { Translated } from '../catalogue';
import type { words as english } from '../en/strength';

/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': '推測されやすいパスワードです',
  'strength.good': '良いパスワードです',
  'strength.strong': '強力なパスワードです',
  'strength.keys': '隣り合うキーの並びは推測されやすくなります。',
  'strength.repeat': '同じものを繰り返しても、ほとんど強くなりません。',
  'strength.sequence': 'abcや6543のような並びは推測されやすくなります。',
  'strength.date': '日付や年は推測されやすくなります。',
  'strength.common': '同じ、または似たパスワードが多くの人に使われています。',
  'strength.word': '1つの単語だけでは推測されやすくなります。関連のない単語を加えてください。',
  'strength.name': '名前は推測されやすくなります。',
  'strength.known': 'ほかの人が知っているあなたの情報が含まれています。',
  'strength.short': '単語を加えるなどして、もっと長くしてください。',
} satisfies Translated<typeof english>;
