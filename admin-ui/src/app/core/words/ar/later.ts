import type { Translated } from '../catalogue';
import type { words as english } from '../en/later';

/** Choosing a time to come: for a reminder, and for a message that is sent then. */
export const words = {
  'remind.title': 'ذكّرني',
  'remind.set': 'تعيين التذكير',
  'when.inAnHour': 'بعد ساعة',
  'when.tomorrow': 'صباح الغد',
  'when.theirs': 'صباح الغد لدى {{ name }}',
  'when.monday': 'صباح الاثنين',
  'when.other': 'وقت آخر',
  'when.past': 'اختر وقتًا في المستقبل.',
  'when.zone': 'الأوقات بحسب منطقتك الزمنية، {{ zone }}.',
  'when.here': '{{ when }}.',
  'when.there': '{{ when }} لدى {{ name }}',
  'when.thereToo': '{{ when }} لدى {{ name }}.',
  'when.skipped': 'تُقدَّم الساعة تلك الليلة، لذلك فالمقصود {{ time }}.',
  'when.twice': 'تُؤخَّر الساعة تلك الليلة، فيتكرر هذا الوقت مرتين. المقصود هو الأول.',
  'later.title': 'إرسال لاحقًا',
  'later.set': 'جدولة',
  'later.done': 'تمت الجدولة. موعد الإرسال: {{ when }}',
  'later.offline': 'أنت غير متصل. يبقى نصك هنا. جدوله عند عودة الاتصال.',
} satisfies Translated<typeof english>;
