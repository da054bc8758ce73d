import type { Translated } from '../catalogue';
import type { words as english } from '../en/people';

/** What people say of themselves. */
export const words = {
  'person.until': '{{ when }}まで',
  'person.availability': '在席状況',
  'person.title': '役職',
  'person.username': 'ユーザー名',
  'person.pronouns': '代名詞',
  'person.edit': 'プロフィールを編集',
  'person.noteToSelf': '自分用メモ',
  'person.localTime': '現地時間',
  'person.about': '自己紹介',
  'person.deactivated': '無効なアカウント',
  'person.write': 'メッセージ',

  'team.title': 'チーム',
  'team.notLoaded': 'チームを読み込めませんでした',
  'team.people': { other: '{{ count }}人' },
  'team.mine': 'このチームのメンバーです',
  'team.members': 'このチームのメンバー',
  'team.nobody': 'このチームにメンバーはいません。',
  'team.more': 'もっと見る',
} satisfies Translated<typeof english>;
