import { describe, expect, it } from 'vitest';
import type { Mail } from '../state/mail/mail-list';
import { groupedBySubject, mailsOf, rowLeftBeside } from './mail-groups';

function mail(seq: number, subjectId: string | null = null, conversationId = 'c'): Mail {
  return { conversationId, seq, subjectId } as Mail;
}

/** The places of what is shown, with how many stand there together. */
function shown(mails: readonly Mail[], ...unfolded: string[]) {
  return groupedBySubject(mails, new Set(unfolded)).map(({ mail: { seq }, group, isWithin }) =>
    group ? `${seq}×${group.mails.length}` : isWithin ? `·${seq}` : `${seq}`,
  );
}

describe('mail by subject', () => {
  it('stands where the newest message of its subject does', () => {
    expect(shown([mail(9, 'a'), mail(8, 'b'), mail(7, 'a'), mail(6), mail(5, 'b'), mail(4, 'a')])).toEqual([
      '9×3',
      '8×2',
      '6',
    ]);
  });

  it('keeps conversations apart, and has what is about nothing together', () => {
    expect(shown([mail(3), mail(2, null, 'd'), mail(2), mail(1, 'a', 'd')])).toEqual(['3×2', '2', '1']);
  });

  it('shows the others below the newest one where it is unfolded', () => {
    expect(shown([mail(9, 'a'), mail(8), mail(7, 'a'), mail(6, 'a')], 'c/a')).toEqual(['9×3', '·7', '·6', '8']);
  });

  it('has the next row that stays beside what goes, and at the end the one before', () => {
    const mails = [mail(5), mail(4, 'a'), mail(3, 'b'), mail(2, 'c')];
    const rows = groupedBySubject(mails, new Set());
    const beside = (at: number, ...gone: number[]) => {
      const here = mails[at] as Mail;
      return rowLeftBeside(
        rows,
        here,
        mails.filter(({ seq }) => gone.includes(seq)),
      )?.mail.seq;
    };

    expect(beside(1, 4, 3)).toBe(2);
    expect(beside(3, 4, 2)).toBe(3);
    expect(beside(0, 5, 4, 3, 2)).toBeUndefined();
  });

  it('means all of its messages while it is folded, and its newest one else', () => {
    const mails = [mail(2, 'a'), mail(1, 'a')];
    const meant = (...unfolded: string[]) =>
      groupedBySubject(mails, new Set(unfolded)).map((row) => mailsOf(row).map(({ seq }) => seq));

    expect(meant()).toEqual([[2, 1]]);
    expect(meant('c/a')).toEqual([[2], [1]]);
  });
});
