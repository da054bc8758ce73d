import type { Translated } from '../catalogue';
import type { words as english } from '../en/later';

/** Choosing a time to come: for a reminder, and for a message that is sent then. */
export const words = {
  'remind.title': 'リマインダー',
  'remind.set': 'リマインダーを設定',
  'when.inAnHour': '1時間後',
  'when.tomorrow': '明日の朝',
  'when.theirs': '{{ name }}さんの明日の朝',
  'when.monday': '月曜日の朝',
  'when.other': '別の日時',
  'when.past': 'これからの日時を選んでください。',
  'when.zone': '日時は、あなたのタイムゾーン（{{ zone }}）で表示しています。',
  'when.here': '{{ when }}。',
  'when.there': '{{ name }}さんの{{ when }}',
  'when.thereToo': '{{ name }}さんの現地時間では{{ when }}。',
  'when.skipped': 'その夜に時計が進むため、{{ time }}として扱われます。',
  'when.twice': 'その夜に時計が戻り、この時刻が2回あります。1回目として扱われます。',
  'later.title': 'あとで送信',
  'later.set': '予約',
  'later.done': '{{ when }}の送信を予約しました',
  'later.offline': 'オフラインです。入力内容はここに残ります。オンラインに戻ってから予約してください。',
} satisfies Translated<typeof english>;
