import type { Translated } from '../catalogue';
import type { words as english } from '../en/strength';

/** How well a password that is being typed withstands guessing. */
export const words = {
  'strength.weak': 'سهلة التخمين',
  'strength.good': 'كلمة مرور جيدة',
  'strength.strong': 'كلمة مرور قوية',
  'strength.keys': 'المفاتيح المتجاورة تُخمَّن سريعًا.',
  'strength.repeat': 'تكرار الشيء لا يضيف كثيرًا.',
  'strength.sequence': 'التسلسلات مثل abc أو 6543 تُخمَّن سريعًا.',
  'strength.date': 'التواريخ والسنوات تُخمَّن سريعًا.',
  'strength.common': 'يستخدم كثيرون هذه الكلمة أو ما يشبهها.',
  'strength.word': 'الكلمة الواحدة وحدها تُخمَّن سريعًا. أضف كلمات أخرى لا علاقة لها بها.',
  'strength.name': 'الأسماء تُخمَّن سريعًا.',
  'strength.known': 'تحتوي على ما يعرفه الآخرون عنك.',
  'strength.short': 'أطِلها، بكلمة أخرى مثلًا.',
} satisfies Translated<typeof english>;
