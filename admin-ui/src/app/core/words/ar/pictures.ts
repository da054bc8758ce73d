import type { Translated } from '../catalogue';
import type { words as english } from '../en/pictures';

/** Pictures of people and of groups. */
export const words = {
  'picture.add': 'إضافة صورة',
  'picture.change': 'تغيير الصورة',
  'picture.remove': 'إزالة الصورة',
  'picture.removeAsk': 'هل تريد إزالة الصورة؟',
  'picture.removeText': 'ستظهر الأحرف الأولى من اسمك بدلًا منها.',
  'picture.removeGroupText': 'ستظهر الأحرف الأولى بدلًا منها، وسيرى كل من في المجموعة أنك أزلتها.',
  'picture.hint': 'يمكنك أيضًا إفلات صورة أو لصقها. يُعرض وسطها ويُقصّ ما حوله.',
  'picture.preview': 'هكذا ستبدو.',
  'picture.use': 'استخدام هذه الصورة',
  'picture.sending': 'جارٍ الإرسال، {{ percent }}',
  'picture.changed': 'تم تغيير الصورة',
  'picture.removed': 'تمت إزالة الصورة',
  'picture.tooLarge': 'حجم هذه الصورة أكبر من {{ size }}. اختر صورة أصغر.',
  'picture.refused': 'لا يمكن فتح هذه الصورة. اختر صورة أخرى.',
  'picture.offline': 'يمكنك تغيير الصورة عند عودة الاتصال.',

  'problem.type_refused': 'اختر صورة: JPEG أو PNG أو WebP أو GIF أو AVIF.',
  'problem.picture_not_found': 'لم تعد هذه الصورة متاحة.',
} satisfies Translated<typeof english>;
