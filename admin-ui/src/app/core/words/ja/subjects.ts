import type { Translated } from '../catalogue';
import type { words as english } from '../en/subjects';

/** What is done with the subjects of a conversation. */
export const words = {
  'subject.options': '件名「{{ subject }}」のオプション',
  'subject.rename': '名前を変更',
  'subject.resolve': '解決済みにする',
  'subject.reopen': '再開',
  'subject.resolved': '解決済み（{{ count }}）',
  'subject.isResolved': '件名を解決済みにしました',
  'subject.isReopened': '件名を再開しました',
  'subject.onlyAdmins': 'この操作を行えるのは、グループのオーナーと管理者だけです',
  'subject.renameTitle': '件名を変更',
  'subject.title': 'タイトル',
  'subject.renameHint': 'この件名のすべてのメッセージに、新しいタイトルが表示されます。',
  'subject.enterTitle': 'タイトルを入力してください。',
  'subject.mergeAsk': '「{{ subject }}」はすでにあります。統合しますか？',
  'subject.mergeText': '両方のすべてのメッセージがこの件名になります。この操作は元に戻せません。',
  'subject.merge': '統合',
  'subject.merged': '「{{ subject }}」に統合しました',
  'subject.move': '件名を移動…',
  'subject.moveTitle': '別の件名に移動',
  'subject.moveSearch': '件名を検索または入力',
  'subject.moveTo': '件名',
  'subject.new': '新しい件名「{{ subject }}」',
  'subject.none': '件名なし',
  'subject.noneYet': 'ほかの件名はまだありません。タイトルを入力すると作成できます。',
  'subject.moved': '「{{ subject }}」に移動しました',
  'subject.taken': '件名を外しました',
  'rights.subjects': '件名の変更と解決、メッセージの移動',
  'problem.subject_not_found': 'この件名はすでに存在しません。',
  'problem.too_many_merged': 'この件名には、すでに20件の件名が統合されています。代わりにメッセージを移動してください。',
} satisfies Translated<typeof english>;
