import type { MessageDto } from '../api/models/message-dto';
import type { SystemEventDto } from '../api/models/system-event-dto';
import { isolated } from '../core/isolated';
import { listed, t } from '../core/words/words';

/** What a system line says; undefined for events that this client does not know. */
export function systemText(
  { system, sender }: Pick<MessageDto, 'system' | 'sender'>,
  myId: string | undefined,
): string | undefined {
  if (!system) return undefined;
  return system.actorId === myId ? whatIDid(system, myId) : whatWasDone(system, isolated(sender.displayName), myId);
}

// Two of each: languages say "I" and "she" with different verbs.
function whatIDid(system: SystemEventDto, myId: string | undefined): string | undefined {
  const group = isolated(system.value ?? '');
  const people = namesIn(system, myId);
  switch (system.event) {
    case 'group_created':
      return system.value ? t('system.iCreatedNamed', { group }) : t('system.iCreated');
    case 'subject_changed':
      return t('system.iRenamed', { group });
    case 'description_changed':
      return system.value ? t('system.iDescribed') : t('system.iUndescribed');
    case 'posting_changed':
      return t(system.value === 'admins' ? 'system.iLetAdminsWrite' : 'system.iLetAllWrite');
    case 'history_changed':
      return t(system.value === 'true' ? 'system.iHidHistory' : 'system.iShowedHistory');
    case 'listing_changed':
      return t(system.value === 'true' ? 'system.iListed' : 'system.iUnlisted');
    case 'picture_changed':
      return t('system.iChangedPicture');
    case 'picture_removed':
      return t('system.iRemovedPicture');
    case 'members_added':
      return isJoining(system) ? t('system.iJoined') : t('system.iAdded', { people });
    case 'member_removed':
      return t('system.iRemoved', { people });
    case 'member_left':
      return t('system.iLeft');
    case 'role_changed':
      return t(MADE_BY_ME[roleIn(system)], { people });
    default:
      return undefined;
  }
}

function whatWasDone(system: SystemEventDto, name: string, myId: string | undefined): string | undefined {
  const group = isolated(system.value ?? '');
  const people = namesIn(system, myId);
  switch (system.event) {
    case 'group_created':
      return system.value ? t('system.createdNamed', { name, group }) : t('system.created', { name });
    case 'subject_changed':
      return t('system.renamed', { name, group });
    case 'description_changed':
      return system.value ? t('system.described', { name }) : t('system.undescribed', { name });
    case 'posting_changed':
      return t(system.value === 'admins' ? 'system.letAdminsWrite' : 'system.letAllWrite', { name });
    case 'history_changed':
      return t(system.value === 'true' ? 'system.hidHistory' : 'system.showedHistory', { name });
    case 'listing_changed':
      return t(system.value === 'true' ? 'system.listed' : 'system.unlisted', { name });
    case 'picture_changed':
      return t('system.changedPicture', { name });
    case 'picture_removed':
      return t('system.removedPicture', { name });
    case 'members_added':
      return isJoining(system) ? t('system.joined', { name }) : t('system.added', { name, people });
    case 'member_removed':
      return t('system.removed', { name, people });
    case 'member_left':
      return t('system.left', { name });
    case 'role_changed':
      return t(MADE[roleIn(system)], { name, people });
    default:
      return undefined;
  }
}

const MADE_BY_ME = { owner: 'system.iMadeOwner', admin: 'system.iMadeAdmin', member: 'system.iMadeMember' } as const;
const MADE = { owner: 'system.madeOwner', admin: 'system.madeAdmin', member: 'system.madeMember' } as const;

function roleIn({ value }: SystemEventDto): keyof typeof MADE {
  return value === 'owner' || value === 'admin' ? value : 'member';
}

/** They came by themselves. */
function isJoining({ actorId, userIds }: SystemEventDto): boolean {
  return userIds.length === 1 && userIds[0] === actorId;
}

/** The people whom it concerns: the first by name, the others by number. */
function namesIn({ people = [], userIds }: SystemEventDto, myId: string | undefined): string {
  const names = people.map(({ id, displayName }) => (id === myId ? t('system.you') : isolated(displayName)));
  const others = userIds.length - people.length;
  return listed(others > 0 ? [...names, t('system.more', { count: others })] : names);
}
