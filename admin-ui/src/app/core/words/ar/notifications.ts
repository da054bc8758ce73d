import type { Translated } from '../catalogue';
import type { words as english } from '../en/notifications';

/** Who wants to be notified when, and where. */
export const words = {
  'problem.unknown_push_service':
    'خدمة الإشعارات الفورية لهذا المتصفح ليست من الخدمات التي يُسمح لهذا الخادم باستخدامها. اطلب من المسؤول إضافتها.',
  'problem.shared_device': 'سجّلت الدخول على أن هذا جهاز مشترك، ولا تظهر الإشعارات على الأجهزة المشتركة.',
  'problem.unsubscribe_link_invalid':
    'لم يعد هذا الرابط صالحًا. انسخه كاملًا من الرسالة البريدية، أو اختر في إعداداتك ما يُرسل إليك بالبريد.',
  'problem.push_subscription_not_found': 'لم يعد ذلك الجهاز يتلقى إشعارات.',

  'unsubscribe.title': 'هل تريد إيقاف هذه الرسائل البريدية؟',
  'unsubscribe.text': 'لن تتلقى بعد الآن رسائل بريدية من النوع الذي أوصلك إلى هنا. يمكنك تشغيلها مجددًا في إعداداتك.',
  'unsubscribe.stop': 'إيقاف هذه الرسائل البريدية',
  'unsubscribe.stopping': 'جارٍ الإيقاف…',
  'unsubscribe.done': 'لن تتلقى هذه الرسائل البريدية بعد الآن',
  'unsubscribe.doneUnread': 'لن تُرسل إليك الرسائل غير المقروءة بالبريد بعد الآن.',
  'unsubscribe.doneDigest': 'لن تُرسل إليك ملخصات الرسائل غير المقروءة بالبريد بعد الآن.',
  'unsubscribe.incomplete': 'هذا الرابط غير مكتمل',
  'unsubscribe.settings': 'إعدادات الإشعارات',

  'trace.title': 'إشعارات هذه الرسالة',
  'trace.counts': {
    zero: 'أُرسلت إلى {{ sent }} من {{ count }}. تُحفظ الإدخالات أسبوعين.',
    one: 'أُرسلت إلى {{ sent }} من شخص واحد ({{ count }}). تُحفظ الإدخالات أسبوعين.',
    two: 'أُرسلت إلى {{ sent }} من شخصين. تُحفظ الإدخالات أسبوعين.',
    few: 'أُرسلت إلى {{ sent }} من {{ count }} أشخاص. تُحفظ الإدخالات أسبوعين.',
    many: 'أُرسلت إلى {{ sent }} من {{ count }} شخصًا. تُحفظ الإدخالات أسبوعين.',
    other: 'أُرسلت إلى {{ sent }} من {{ count }} شخص. تُحفظ الإدخالات أسبوعين.',
  },
  'trace.others': 'في مجموعة بهذا الحجم يُعرض فقط من لهم إدخال.',
  'trace.undecided': 'سيصل الإشعار بعد قليل إذا بقيت غير مقروءة',
  'trace.pushSent': 'أُرسل إلى جهاز',
  'trace.pushWaiting': 'في طريقه إلى جهاز',
  'trace.pushAgain': 'تعذّر الوصول إلى جهاز حتى الآن؛ ستُعاد المحاولة',
  'trace.pushUnreached': 'تعذّر الوصول إلى جهاز',
  'trace.pushRefused': 'رفضته خدمة الإشعارات الفورية لجهاز ({{ answer }})',
  'trace.mailSent': 'أُرسل بالبريد',
  'trace.mailWaiting': 'في طريقه بالبريد',
  'trace.mailAgain': 'تعذّر الوصول إلى خادم البريد حتى الآن؛ ستُعاد المحاولة',
  'trace.mailUnreached': 'تعذّر الوصول إلى خادم البريد',
  'trace.mailRefused': 'رفضه خادم البريد ({{ answer }})',
  'trace.read': 'قُرئت قبل ذلك',
  'trace.notWanted': 'لم يصل إشعار، حسب إعدادات الشخص نفسه',
  'trace.notReachable': 'لم يفعّل الإشعارات',
} satisfies Translated<typeof english>;
