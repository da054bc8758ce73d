import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { brokenConstraint } from '../core/database/broken-constraint.js';
import { newId } from '../core/database/id.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { decodeCursor, encodeCursor, type Page } from '../core/http/page.js';
import { type Permission, permissionsOfRole } from '../core/security/permissions.js';
import type { Account, AccountChanges, NewAccount } from './account.js';
import type { Standing } from './acting-on-accounts.js';
import { ReservedUsernames } from './reserved-usernames.js';
import { UserNews } from './user-news.js';
import { EmailTaken, UsernameTaken, UserNotFound } from './users.errors.js';
import {
  type AccountPosition,
  type Credentials,
  type FlagCounts,
  type Sighting,
  type SignInProof,
  UsersRepository,
} from './users.repository.js';

export type { Sighting, SignInProof } from './users.repository.js';

/** Accounts, for the features that sign people in and administer them. Who may do what is decided there. */
@Injectable()
export class Accounts {
  private wasAnybodySeen = false;

  constructor(
    private readonly users: UsersRepository,
    private readonly news: UserNews,
    private readonly reserved: ReservedUsernames,
  ) {}

  /** Throws UserNotFound. */
  async get(id: string): Promise<Account> {
    const account = await this.users.find(id);
    if (!account) throw new UserNotFound();
    return account;
  }

  async find(id: string): Promise<Account | undefined> {
    return (await this.users.find(id)) ?? undefined;
  }

  /** The same as the transaction sees it, without a lock. */
  async findWithin(tx: Tx, id: string): Promise<Account | undefined> {
    return (await this.users.findWithin(tx, id)) ?? undefined;
  }

  /** False only while nobody has ever made an account. */
  async isAnybodyThere(): Promise<boolean> {
    // Accounts are never deleted, so that yes is yes for good.
    this.wasAnybodySeen ||= await this.users.isAnybodyThere();
    return this.wasAnybodySeen;
  }

  /** Lets one process at a time make the first account; true for the one that may. */
  async isFirst(tx: Tx): Promise<boolean> {
    await this.users.lockFirstAccount(tx);
    return !(await this.users.isAnybodyThereWithin(tx));
  }

  /** Throws UsernameTaken or EmailTaken. */
  async create(tx: Tx, { passwordHash, ...person }: NewAccount): Promise<Account> {
    const account: Account = { ...BLANK, ...person, id: newId(), dateJoined: new Date() };
    await this.reserved.hold(tx, account.username);
    if ((await this.reserved.among(tx, [account.username])).size > 0) throw new UsernameTaken();
    await namingConflicts(() => this.users.insert(tx, account, passwordHash));
    return account;
  }

  /** Those who have one of these usernames or addresses, in any case, as the transaction sees them. */
  named(
    tx: Tx,
    names: { readonly usernames: readonly string[]; readonly emails: readonly string[] },
  ): Promise<Account[]> {
    return this.users.named(tx, names);
  }

  /** Changes what differs from the locked row, and tells those who see this person once it is committed. */
  async update(tx: Tx, id: string, changes: AccountChanges): Promise<Account> {
    const before = await this.lock(tx, id);
    const changed = differing(before, changes);
    if (Object.keys(changed).length === 0) return before;
    const account = await namingConflicts(() => this.users.update(tx, before, changed));
    tx.afterCommit(() => this.news.tell(account, isShown(changed) ? 'profile' : 'settings'));
    return account;
  }

  /** Which files were the pictures of some of those whose names were taken away; nobody shows them any more. */
  dropAvatarsOfAnonymised(tx: Tx, limit: number): Promise<string[]> {
    return this.users.dropAvatarsOfAnonymised(tx, limit);
  }

  /** What sign-in compares with; `login` is a username or an e-mail address in any case. */
  credentialsByLogin(login: string): Promise<Credentials | undefined> {
    return this.users.credentialsByLogin(login);
  }

  credentialsById(id: string): Promise<Credentials | undefined> {
    return this.users.credentialsById(id);
  }

  setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    return this.users.setPassword(tx, id, passwordHash);
  }

  /** Locks the account; false when it was deactivated or its password changed since it was compared. */
  lockProven(tx: Tx, proof: SignInProof): Promise<boolean> {
    return this.users.lockProven(tx, proof);
  }

  /** Notes the time; undefined when the account was deactivated or its password changed since it was compared. */
  async recordSignIn(tx: Tx, proof: SignInProof): Promise<Account | undefined> {
    const isStillSo = await this.users.recordSignIn(tx, proof, new Date());
    return isStillSo ? ((await this.users.findWithin(tx, proof.userId)) ?? undefined) : undefined;
  }

  /** Notes the time for somebody who proved otherwise who they are; undefined when the account was deactivated. */
  async recordArrival(tx: Tx, id: string): Promise<Account | undefined> {
    const isActive = await this.users.recordArrival(tx, id, new Date());
    return isActive ? ((await this.users.findWithin(tx, id)) ?? undefined) : undefined;
  }

  /** What the person may do, read with one cheap statement. */
  standing(id: string): Promise<Standing | undefined> {
    return this.users.standing(id);
  }

  /** Whether anybody else who can sign in may do this. */
  isAnotherHolding(permission: Permission, exceptId: string): Promise<boolean> {
    const isOfStaff = permissionsOfRole('staff').includes(permission);
    return this.users.isAnotherHolding({ permission, isOfStaff, exceptId });
  }

  /** Locks the account until the transaction ends; throws UserNotFound. */
  async lock(tx: Tx, id: string): Promise<Account> {
    const [account] = await this.users.lock(tx, [id]);
    if (!account) throw new UserNotFound();
    return account;
  }

  /** Locks these accounts in the order of their ids until the transaction ends. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    return new Map((await this.users.lock(tx, ids)).map((account) => [account.id, account]));
  }

  /** Locks the account and all superusers in one order, so that two who act on each other are judged one by one. */
  async lockWithSuperusers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    const accounts = await this.users.lockWithSuperusers(tx, ids);
    return new Map(accounts.map((account) => [account.id, account]));
  }

  /** The superusers who are active and have a password with which they can sign in, as the transaction sees them. */
  superusersAbleToSignIn(tx: Tx): Promise<{ id: string }[]> {
    return this.users.superusersAbleToSignIn(tx);
  }

  /** One page of active people, those whose names match best first, then by username. */
  async pageOfActive({ search, limit, cursor }: DirectoryRequest): Promise<Page<Account>> {
    const found = await this.users.listActive(search, limit + 1, cursor === undefined ? undefined : positionOf(cursor));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ account }) => account),
      nextCursor: last ? encodeCursor([last.rank, last.account.username]) : null,
    };
  }

  /** People whose names match, the best first, those who were deactivated too; at most `limit`. */
  async withNamesLike(search: string, limit: number): Promise<Account[]> {
    return (await this.users.listNamed(search, limit)).map(({ account }) => account);
  }

  /** How many there are, and how many have each flag. */
  flagCounts(): Promise<FlagCounts> {
    return this.users.flagCounts();
  }

  /**
   * Sums up anew what the roles of these accounts, which are locked, let them do; answers the accounts for whom that changed,
   * and tells those people once it is committed.
   */
  async refreshRolePermissions(tx: Tx, ids: readonly string[]): Promise<Account[]> {
    if (ids.length === 0) return [];
    const changed = await this.users.refreshRolePermissions(tx, ids);
    const accounts = [...(await this.lockAll(tx, changed)).values()];
    for (const account of accounts) tx.afterCommit(() => this.news.tell(account, 'settings'));
    return accounts;
  }

  /** Notes when people were last active; forward only, in one statement. */
  async noteSightings(sightings: readonly Sighting[]): Promise<void> {
    await this.users.noteSightings(sightings);
  }
}

/** What of these changes is not so already. */
function differing(account: Account, changes: AccountChanges): AccountChanges {
  const given = Object.entries(changes) as [keyof AccountChanges, unknown][];
  return Object.fromEntries(
    given.filter(([field, value]) => value !== undefined && !isDeepStrictEqual(account[field], value)),
  );
}

/** What others see in a card, a list or a line of status. */
const SHOWN: ReadonlySet<string> = new Set<keyof AccountChanges>([
  'firstName',
  'lastName',
  'avatarId',
  'isActive',
  'statusText',
  'statusEmoji',
  'statusUntil',
]);

function isShown(changed: AccountChanges): boolean {
  return Object.keys(changed).some((field) => SHOWN.has(field));
}

function positionOf(cursor: string): AccountPosition {
  const [rank, username] = decodeCursor(cursor, ['integer', 'text']);
  return { rank: Number(rank), username: String(username) };
}

interface DirectoryRequest {
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const BLANK = {
  firstName: '',
  lastName: '',
  title: '',
  about: '',
  pronouns: '',
  profileValues: {},
  avatarId: null,
  locale: null,
  timeZone: null,
  isActive: true,
  isStaff: false,
  isSuperuser: false,
  rolePermissions: [],
  lastLogin: null,
  anonymisedAt: null,
  presenceVisibility: 'everyone',
  addableBy: 'everyone',
  readReceipts: true,
  statusText: '',
  statusEmoji: '',
  statusUntil: null,
} as const;

async function namingConflicts<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = brokenConstraint(error);
    if (constraint === 'users_username_key') throw new UsernameTaken();
    if (constraint === 'users_email_key') throw new EmailTaken();
    throw error;
  }
}
