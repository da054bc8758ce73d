import type { Translated } from '../catalogue';
import type { words as english } from '../en/imports';

/** The import of people from a file. */
export const words = {
  'import.choose': 'ファイルを選択',
  'import.drop': 'またはここにドロップ',
  'import.dropNow': 'ドロップしてアップロード',
  'import.what': '1行に1人、1行目に列名があるCSVファイル。{{ size }} MBまで。',
  'import.nothingYet': '何が行われるかを確認するまで、何も変更されません。',
  'import.uploading': 'アップロード中…',
  'import.notLoaded': 'インポートを読み込めませんでした',
  'import.another': '別のファイルをインポート',

  'import.rows': { other: '{{ count }}行' },
  'import.columns': '各列の内容',
  'import.none': 'ファイルにない',
  'import.example': '例：{{ text }}',
  'import.mode': '実行する内容',
  'import.both': '新しいユーザーを作成し、アカウントのあるユーザーを更新',
  'import.create': '新しいユーザーの作成のみ',
  'import.update': 'アカウントのあるユーザーの更新のみ',
  'import.invite': '新しいユーザーごとに、パスワード設定用のリンクを作成',
  'import.inviteHint':
    'インポート後にリンクをダウンロードします。リンクがないと、新しいアカウントにサインインできません。',
  'import.check': '確認',
  'import.checking': '確認中…',

  'import.counts': '実行される内容',
  'import.new': { other: '新規作成' },
  'import.changed': { other: '更新' },
  'import.unchanged': { other: '変更なし' },
  'import.refused': { other: '除外する行' },
  'import.errors': '除外される行',
  'import.back': '列の設定に戻る',
  'import.run': { other: '{{ count }}人をインポート' },
  'import.nothing': 'インポートするものがありません。',

  'import.result': 'インポートが完了しました',
  'import.stopped': 'インポートを停止しました',
  'import.made': { other: '{{ count }}件のアカウントを作成しました' },
  'import.updated': { other: '{{ count }}件のアカウントを更新しました' },
  'import.saveRejects': '除外された行をダウンロード',
  'import.saveLinks': 'リンクをダウンロード',
  'import.linksHint': 'リンクは24時間以内に1回だけ使えます。もう一度ダウンロードすると、新しいリンクが作成されます。',
  'import.saved': 'ファイルを保存しました',

  'problem.import_begun':
    'このインポートはすでに開始されています。もう一度インポートするには、ファイルをアップロードし直してください。',
  'problem.import_not_checked': '先に、何が行われるかを確認してください。',
  'problem.import_not_found':
    'このインポートはありません。ファイルは1週間後に削除されます。もう一度アップロードしてください。',
  'problem.import_row_too_long': 'ファイルに長すぎる行があります。閉じられていない引用符がないか確認してください。',
  'problem.import_too_long': 'ファイルの行または列が多すぎます。分割してください。',
  'problem.import_unreadable': 'テキストの表ではないか、空のファイルです。CSVとして保存し、アップロードしてください。',
  'problem.import_without_links':
    'このインポートはリンクなしで実行されました。各アカウントのページで1つずつ作成してください。',
  'problem.import_without_people':
    'ファイルにユーザーが含まれていません。見出し行の下に追加して、もう一度アップロードしてください。',
} satisfies Translated<typeof english>;
