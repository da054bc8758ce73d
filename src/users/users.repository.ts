import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository, type SelectQueryBuilder } from 'typeorm';
import { normalised } from '../core/http/text.js';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import type { Account, AccountChanges } from './account.js';
import type { Standing } from './acting-on-accounts.js';
import { nameSearch, searchedNames } from './name-search.js';
import { User } from './user.entity.js';

/** Where a list of accounts goes on. */
export interface AccountPosition {
  readonly rank: number;
  readonly username: string;
}

/** An account in a list; the better it matches, the lower its rank. */
export interface ListedAccount {
  readonly account: Account;
  readonly rank: number;
}

/** What sign-in has to know. */
export interface Credentials {
  readonly userId: string;
  readonly passwordHash: string;
  readonly isActive: boolean;
}

/** Which password hash a person was recognised by, and a new one to keep when it was of an old kind. */
export interface SignInProof {
  readonly userId: string;
  readonly verifiedHash: string;
  readonly upgradedHash?: string | undefined;
}

/** When somebody was active last. */
export interface Sighting {
  readonly userId: string;
  readonly at: Date;
}

/** How many accounts there are, and how many have each flag. */
export interface FlagCounts {
  readonly all: number;
  readonly isStaff: number;
  readonly isSuperuser: number;
}

interface StandingRow {
  is_active: boolean;
  is_staff: boolean;
  is_superuser: boolean;
  role_permissions: string[];
}

/** Any number: it only has to be the same for every process. */
const FIRST_ACCOUNT_LOCK = 7_291_002;

interface CredentialsRow {
  id: string;
  password: string;
  is_active: boolean;
}

const BY_LOGIN = {
  name: 'users.by-login',
  text: `select id, password, is_active from users where username = $1 or lower(email) in (lower($2), lower($3))
    order by lower(email) = lower($3) desc limit 1`,
};
const BY_ID_WITH_PASSWORD = {
  name: 'users.password-by-id',
  text: 'select id, password, is_active from users where id = $1',
};
const STANDING = {
  name: 'users.standing',
  text: 'select is_active, is_staff, is_superuser, role_permissions from users where id = $1',
};
const ANOTHER_HOLDING = {
  name: 'users.another-holding',
  text: `select 1 as present from users where id <> $1 and is_active and anonymised_at is null
    and (is_superuser or ($3 and is_staff) or $2 = any(role_permissions)) limit 1`,
};
const FLAG_COUNTS = {
  name: 'users.flag-counts',
  text: `select count(*)::integer as "all", (count(*) filter (where is_staff))::integer as "isStaff",
    (count(*) filter (where is_superuser))::integer as "isSuperuser" from users`,
};
const ANYBODY = { name: 'users.anybody', text: 'select 1 as present from users limit 1' };

// Rows are locked in the order of their ids, as everywhere, so that two nodes and the console cannot deadlock. How long
// ago is told instead of when: the clocks of nodes differ.
const NOTE_SIGHTINGS = {
  name: 'users.note-sightings',
  text: `with seen as (
           select s.user_id, (statement_timestamp() - s.ago * interval '1 millisecond')::timestamptz(3) as at
           from unnest($1::uuid[], $2::float8[]) s(user_id, ago)
         ), locked as (
           select u.id from users u where u.id = any($1::uuid[]) order by u.id for no key update
         )
         update users u set last_seen_at = seen.at
         from locked join seen on seen.user_id = locked.id
         where u.id = locked.id and (u.last_seen_at is null or u.last_seen_at < seen.at)`,
};

/** The users table. */
@Injectable()
export class UsersRepository {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly database: Database,
  ) {}

  find(id: string): Promise<Account | null> {
    return this.users.findOneBy({ id });
  }

  findMany(ids: readonly string[]): Promise<Account[]> {
    return this.users.findBy({ id: In(ids) });
  }

  findByIdsOrUsernames(ids: readonly string[], usernames: readonly string[]): Promise<Account[]> {
    return this.users.findBy([{ id: In(ids) }, { username: In(usernames) }]);
  }

  /** `login` is a username or an e-mail address in any case; addresses from before are found as they were typed, first. */
  async credentialsByLogin(login: string): Promise<Credentials | undefined> {
    return credentials(
      await this.database.row<CredentialsRow>(BY_LOGIN, [login.toLowerCase(), normalised(login), login]),
    );
  }

  async credentialsById(id: string): Promise<Credentials | undefined> {
    return credentials(await this.database.row<CredentialsRow>(BY_ID_WITH_PASSWORD, [id]));
  }

  async isAnybodyThere(): Promise<boolean> {
    return (await this.database.row(ANYBODY)) !== undefined;
  }

  async insert(tx: Tx, account: Account, passwordHash: string): Promise<void> {
    await tx.manager.insert(User, { ...account, password: passwordHash, foldedName: searchedNames(account) });
  }

  /** The account as it is then; `before` is as its locked row says. */
  async update(tx: Tx, before: Account, changes: AccountChanges): Promise<Account> {
    const account = { ...before, ...changes };
    const isRenamed = changes.firstName !== undefined || changes.lastName !== undefined;
    const folded = isRenamed && { foldedName: searchedNames(account) };
    await tx.manager.update(User, { id: before.id }, { ...changes, ...folded });
    return account;
  }

  /** Takes the pictures from some of those whose names were taken away; the answer is which files they were. */
  async dropAvatarsOfAnonymised(tx: Tx, limit: number): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ avatarId: string }[], number]>(
      `update users u set avatar_id = null from (
         select id, avatar_id from users where avatar_id is not null and anonymised_at is not null
         order by id limit $1 for no key update skip locked
       ) old
       where u.id = old.id returning old.avatar_id as "avatarId"`,
      [limit],
    );
    return rows.map(({ avatarId }) => avatarId);
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.manager.update(User, { id }, { password: passwordHash });
  }

  /** Locks the account, if it is active and still has the password that was compared. */
  async lockProven({ manager }: Tx, { userId, verifiedHash }: SignInProof): Promise<boolean> {
    const rows = await manager.query<object[]>(
      'select 1 from users where id = $1 and password = $2 and is_active for no key update',
      [userId, verifiedHash],
    );
    return rows.length > 0;
  }

  /** False, and nothing is written, when the account is not active or has another password than the one compared. */
  async recordSignIn(tx: Tx, { userId, verifiedHash, upgradedHash }: SignInProof, at: Date): Promise<boolean> {
    const result = await tx.manager.update(
      User,
      { id: userId, password: verifiedHash, isActive: true },
      { lastLogin: at, ...(upgradedHash !== undefined && { password: upgradedHash }) },
    );
    return result.affected === 1;
  }

  /** False, and nothing is written, when the account is not active. */
  async recordArrival(tx: Tx, id: string, lastLogin: Date): Promise<boolean> {
    return (await tx.manager.update(User, { id, isActive: true }, { lastLogin })).affected === 1;
  }

  findWithin(tx: Tx, id: string): Promise<Account | null> {
    return tx.manager.findOneBy(User, { id });
  }

  /** Whether anybody else who can sign in has a permission, by their flags or their roles. */
  async isAnotherHolding({
    permission,
    isOfStaff,
    exceptId,
  }: {
    readonly permission: string;
    /** Staff have it by their flag. */
    readonly isOfStaff: boolean;
    readonly exceptId: string;
  }): Promise<boolean> {
    return (await this.database.row(ANOTHER_HOLDING, [exceptId, permission, isOfStaff])) !== undefined;
  }

  async standing(id: string): Promise<Standing | undefined> {
    const row = await this.database.row<StandingRow>(STANDING, [id]);
    return (
      row && {
        isActive: row.is_active,
        isStaff: row.is_staff,
        isSuperuser: row.is_superuser,
        rolePermissions: row.role_permissions,
      }
    );
  }

  async lockFirstAccount(tx: Tx): Promise<void> {
    await tx.manager.query('select pg_advisory_xact_lock($1)', [FIRST_ACCOUNT_LOCK]);
  }

  isAnybodyThereWithin(tx: Tx): Promise<boolean> {
    return tx.manager.exists(User);
  }

  /** Until the transaction ends nobody else who asks for it takes this name. */
  async lockName({ manager }: Tx, name: string): Promise<void> {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('username:' || $1, 0))`, [name]);
  }

  named(
    tx: Tx,
    names: { readonly usernames: readonly string[]; readonly emails: readonly string[] },
  ): Promise<Account[]> {
    return tx.manager
      .createQueryBuilder(User, 'u')
      .where('u.username = any(:usernames)', names)
      .orWhere('lower(u.email) = any(array(select lower(e) from unnest(:emails::text[]) e))', names)
      .getMany();
  }

  /** Locks these accounts, in order of their ids, until the transaction ends. */
  lock(tx: Tx, ids: readonly string[]): Promise<Account[]> {
    return this.locked(tx)
      .where({ id: In(ids) })
      .getMany();
  }

  /** Locks these accounts and every superuser, in order of their ids, until the transaction ends. */
  lockWithSuperusers(tx: Tx, ids: readonly string[]): Promise<Account[]> {
    return this.locked(tx)
      .where([{ id: In(ids) }, { isSuperuser: true }])
      .getMany();
  }

  superusersAbleToSignIn({ manager }: Tx): Promise<{ id: string }[]> {
    // Django marks a password that nobody can use with `!`.
    return manager.query(
      `select id from users
       where is_superuser and is_active and anonymised_at is null and password ~ '^(\\$argon2|pbkdf2_)'`,
    );
  }

  /** Active people by how well their names match the search, then by username, beginning after a position. */
  listActive(search: string | undefined, limit: number, after?: AccountPosition): Promise<ListedAccount[]> {
    return this.list('u.isActive and u.anonymisedAt is null', search, limit, after);
  }

  /** The same of all who have a name, active or not. */
  listNamed(search: string, limit: number): Promise<ListedAccount[]> {
    return this.list('u.anonymisedAt is null', search, limit);
  }

  private async list(
    who: string,
    search: string | undefined,
    limit: number,
    after?: AccountPosition,
  ): Promise<ListedAccount[]> {
    const names = nameSearch(search);
    const rank = names?.rank ?? '0';
    const query = this.users
      .createQueryBuilder('u')
      .where(who)
      .addSelect(rank, 'search_rank')
      .orderBy('search_rank')
      .addOrderBy('u.username')
      .limit(limit);
    if (names) query.andWhere(`(${names.condition})`, names.parameters);
    if (after) query.andWhere(`(${rank}, u.username) > (:rank::integer, :username)`, { ...after });
    const { raw, entities } = await query.getRawAndEntities<{ search_rank: number }>();
    return entities.map((account, n) => ({ account, rank: Number(raw[n]?.search_rank) }));
  }

  /** How many accounts there are, and how many have each flag. */
  async flagCounts(): Promise<FlagCounts> {
    const row = await this.database.row<FlagCounts>(FLAG_COUNTS);
    return row ?? { all: 0, isStaff: 0, isSuperuser: 0 };
  }

  /** Sums up what the roles of these accounts let them do, and answers those for whom that is something else than before. */
  async refreshRolePermissions({ manager }: Tx, ids: readonly string[]): Promise<string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `update users u set role_permissions = n.permissions
       from (
         select i.id, coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
         from unnest($1::uuid[]) i(id)
         left join user_roles ur on ur.user_id = i.id
         left join roles r on r.id = ur.role_id
         left join lateral unnest(r.permissions) p(permission) on true
         group by i.id
       ) n
       where u.id = n.id and u.role_permissions is distinct from n.permissions
       returning u.id`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  private locked(tx: Tx): SelectQueryBuilder<User> {
    return tx.manager.createQueryBuilder(User, 'u').setLock('for_no_key_update').orderBy('u.id');
  }

  /** Notes when people were last active; forward only. */
  async noteSightings(sightings: readonly Sighting[]): Promise<void> {
    const now = Date.now();
    await this.database.rows(NOTE_SIGHTINGS, [
      sightings.map(({ userId }) => userId),
      sightings.map(({ at }) => Math.max(0, now - at.getTime())),
    ]);
  }
}

function credentials(row: CredentialsRow | undefined): Credentials | undefined {
  return row && { userId: row.id, passwordHash: row.password, isActive: row.is_active };
}
