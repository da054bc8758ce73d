import type { Translated } from '../catalogue';
import type { words as english } from '../en/people';

/** What people say of themselves. */
export const words = {
  'person.until': 'حتى {{ when }}',
  'person.availability': 'التواجد',
  'person.title': 'المسمى الوظيفي',
  'person.username': 'اسم المستخدم',
  'person.pronouns': 'الضمائر',
  'person.edit': 'تعديل الملف الشخصي',
  'person.noteToSelf': 'ملاحظة لنفسك',
  'person.localTime': 'الوقت المحلي',
  'person.about': 'نبذة',
  'person.deactivated': 'الحساب معطّل',
  'person.write': 'مراسلة',

  'team.title': 'الفريق',
  'team.notLoaded': 'تعذّر تحميل الفريق',
  'team.people': {
    zero: 'لا أحد',
    one: 'شخص واحد',
    two: 'شخصان',
    few: '{{ count }} أشخاص',
    many: '{{ count }} شخصًا',
    other: '{{ count }} شخص',
  },
  'team.mine': 'أنت في هذا الفريق',
  'team.members': 'الأشخاص في هذا الفريق',
  'team.nobody': 'لا أحد في هذا الفريق.',
  'team.more': 'عرض المزيد',
} satisfies Translated<typeof english>;
