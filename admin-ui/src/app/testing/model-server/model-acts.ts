import type { ModelChanges } from './model-changes';
import { CREW, type Entry, HERE, isMine, isVisible, ME, type Talk } from './model-data';

/** Everything that people do to a conversation, and what one device of mine does that another one hears of. */
export const ACTS = [
  ...[
    'react',
    'say',
    'edit',
    'delete',
    'restore',
    'hide',
    'unhide',
    'clear',
    'read',
    'mark unread',
    'pin',
    'mute',
    'archive',
  ],
  ...[
    'others read',
    'rename',
    'picture',
    'retitle',
    'group picture',
    'rule',
    'add',
    'remove',
    'remove me',
    'add me',
    'draft',
    'drop draft',
  ],
  ...['pin message', 'save', 'unsave', 'forward', 'rename subject', 'resolve subject', 'move'],
  ...['schedule', 'reschedule', 'settle scheduled', 'block', 'change team'],
] as const;

/** One of them, in one of the conversations; `n` says with whom or which message. */
export interface Act {
  readonly kind: (typeof ACTS)[number];
  readonly where: number;
  readonly n: number;
}

/** Does it in this conversation, where that makes sense. */
export function perform({ kind, n }: Act, talk: Talk, changes: ModelChanges): void {
  if (kind === 'add me') return changes.addMe(talk);
  if (!talk.memberIds.includes(ME)) return;
  // Of what was written before I joined I hear nothing.
  const users = talk.log.filter(({ system, seq }) => !system && seq >= talk.visibleFrom);
  const pick = (of: readonly Entry[]): Entry | undefined => of[n % Math.max(1, of.length)];
  const there = pick(users.filter(({ deletedAt }) => !deletedAt));
  const gone = pick(users.filter(({ recalled }) => recalled !== undefined));
  const other = talk.memberIds.filter((id) => id !== ME)[n % Math.max(1, talk.memberIds.length - 1)] ?? ME;
  switch (kind) {
    case 'say':
      return changes.say(talk, n % 3 === 0 ? ME : other, n % 2 === 0 ? there?.seq : undefined, mentioned(n));
    case 'react':
      return there && changes.react(talk, there, n % 2 === 0 ? ME : other, n % 3 === 0 ? '🎉' : '👍');
    case 'pin message':
      return there && changes.pinMessage(talk, there, n % 2 === 0 ? ME : other);
    case 'edit':
      return there && changes.edit(talk, there, mentioned(n));
    case 'delete':
      return there && changes.delete(talk, there);
    case 'restore':
      return gone && changes.restore(talk, gone);
    case 'hide': {
      const seen = pick(users.filter((entry) => isVisible(talk, entry)));
      return seen && changes.hide(talk, seen.seq);
    }
    case 'clear':
      return changes.clear(talk, Math.max(0, talk.log.length - (n % 3)));
    case 'rename subject':
      return changes.renameSubject(talk, n);
    case 'resolve subject':
      return changes.resolveSubject(talk, n);
    case 'move':
      return there && changes.move(talk, there, n);
    case 'forward':
      return there && changes.forward(talk, other, there, n % 2 === 0);
    case 'save': {
      const seen = pick(users.filter((entry) => isVisible(talk, entry) && !entry.deletedAt));
      return seen && changes.save(talk, seen.seq, n % 3 === 0);
    }
    case 'unsave': {
      const seq = [...talk.saved.keys()][n % Math.max(1, talk.saved.size)];
      return seq === undefined ? undefined : changes.unsave(talk, seq);
    }
    case 'schedule':
      return changes.schedule(talk, n);
    case 'reschedule':
      return changes.reschedule(n);
    case 'settle scheduled':
      return changes.settleScheduled(n);
    case 'block':
      return changes.block('carl');
    case 'change team':
      return changes.changeTeam();
    case 'unhide': {
      const seqs = [...talk.hidden.keys()].filter((seq) => isMine(talk, { seq }));
      const seq = seqs[n % Math.max(1, seqs.length)];
      return seq === undefined ? undefined : changes.unhide(talk, seq);
    }
    case 'read':
      return changes.mine(talk, { lastReadSeq: Math.max(talk.me.lastReadSeq, talk.log.length - (n % 2)) });
    case 'mark unread':
      return changes.mine(talk, { lastReadSeq: Math.max(talk.visibleFrom - 1, talk.me.lastReadSeq - n) });
    case 'pin':
      return changes.mine(talk, { pinned: !talk.me.pinned });
    case 'mute':
      return changes.mine(talk, { muted: !talk.me.muted });
    case 'archive':
      return changes.mine(talk, {
        archivedThrough: talk.me.archivedThrough === undefined ? talk.log.length : undefined,
      });
    case 'others read':
      return changes.reach(talk, other, Math.max(1, talk.log.length - (n % 3)), n % 2 === 0 ? 'read' : 'delivered');
    case 'rename':
      return changes.rename(other, n);
    case 'picture':
      return changes.picture(other, n);
    case 'group picture':
      return changes.groupPicture(talk, n);
    case 'retitle':
      return changes.retitle(talk, n);
    case 'rule':
      return changes.rule(talk);
    case 'add':
      return changes.addCarl(talk);
    case 'remove':
      return changes.removeCarl(talk);
    case 'remove me':
      return changes.removeMe(talk);
    case 'draft':
      return changes.draft(talk, `Draft ${n}`);
    case 'drop draft':
      return changes.draft(talk, undefined);
  }
}

/** Nobody, somebody else, me, everyone, or a team. */
function mentioned(n: number): readonly string[] {
  // The eighth is said by Ana.
  return n === 8 ? [HERE] : ([[], ['carl'], [ME, 'carl'], ['everyone'], [CREW]][n % 5] ?? []);
}
