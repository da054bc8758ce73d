import type { Translated } from '../catalogue';
import type { words as english } from '../en/pictures';

/** Pictures of people and of groups. */
export const words = {
  'picture.add': '画像を追加',
  'picture.change': '画像を変更',
  'picture.remove': '画像を削除',
  'picture.removeAsk': '画像を削除しますか？',
  'picture.removeText': '代わりにイニシャルが表示されます。',
  'picture.removeGroupText': '代わりにイニシャルが表示されます。あなたが削除したことは、グループの全員に表示されます。',
  'picture.hint': 'ドロップや貼り付けもできます。中央部分が表示され、周りは切り取られます。',
  'picture.preview': 'このように表示されます。',
  'picture.use': 'この画像を使用',
  'picture.sending': '送信中、{{ percent }}',
  'picture.changed': '画像を変更しました',
  'picture.removed': '画像を削除しました',
  'picture.tooLarge': 'この画像は{{ size }}を超えています。もっと小さいものを選んでください。',
  'picture.refused': 'この画像を開けません。別の画像を選んでください。',
  'picture.offline': 'オンラインに戻ると、画像を変更できます。',

  'problem.type_refused': '画像を選んでください：JPEG、PNG、WebP、GIF、AVIF。',
  'problem.picture_not_found': 'この画像は利用できなくなりました。',
} satisfies Translated<typeof english>;
