import type { Translated } from '../catalogue';
import type { words as english } from '../en/subjects';

/** What is done with the subjects of a conversation. */
export const words = {
  'subject.options': 'خيارات الموضوع {{ subject }}',
  'subject.rename': 'إعادة تسمية',
  'subject.resolve': 'تمييز كمنتهٍ',
  'subject.reopen': 'إعادة فتح',
  'subject.resolved': 'المواضيع المنتهية ({{ count }})',
  'subject.isResolved': 'انتهى الموضوع',
  'subject.isReopened': 'أُعيد فتح الموضوع',
  'subject.onlyAdmins': 'هذا الإجراء لمالكي المجموعة ومشرفيها فقط',
  'subject.renameTitle': 'إعادة تسمية الموضوع',
  'subject.title': 'العنوان',
  'subject.renameHint': 'تعرض كل رسائله العنوان الجديد.',
  'subject.enterTitle': 'أدخل عنوانًا.',
  'subject.mergeAsk': 'الموضوع «{{ subject }}» موجود. هل تريد الدمج؟',
  'subject.mergeText': 'تحصل كل رسائل الموضوعين على هذا الموضوع. لا يمكن التراجع عن ذلك.',
  'subject.merge': 'دمج',
  'subject.merged': 'تم الدمج في «{{ subject }}»',
  'subject.move': 'نقل إلى موضوع…',
  'subject.moveTitle': 'نقل إلى موضوع',
  'subject.moveSearch': 'ابحث عن موضوع أو سمِّ موضوعًا',
  'subject.moveTo': 'المواضيع',
  'subject.new': 'موضوع جديد «{{ subject }}»',
  'subject.none': 'بدون موضوع',
  'subject.noneYet': 'لا مواضيع أخرى بعد. اكتب عنوانًا لبدء موضوع.',
  'subject.moved': 'تم النقل إلى «{{ subject }}»',
  'subject.taken': 'أُزيل الموضوع',
  'rights.subjects': 'إعادة تسمية المواضيع وإنهاؤها ونقل الرسائل',
  'problem.subject_not_found': 'لم يعد هذا الموضوع موجودًا.',
  'problem.too_many_merged': 'دُمج في هذا الموضوع 20 موضوعًا بالفعل. انقل الرسائل بدلًا من ذلك.',
} satisfies Translated<typeof english>;
