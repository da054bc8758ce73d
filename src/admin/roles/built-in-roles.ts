/** What a role is that comes with Parley. */
export interface BuiltInRole {
  readonly id: string;
  readonly key: 'member' | 'staff' | 'superuser' | 'auditor' | 'support';
  readonly name: string;
  readonly description: string;
  /** The field of the account that is the role; absent where it is granted as any other. */
  readonly flag?: 'isStaff' | 'isSuperuser';
}

/** Its id is the same in every organisation. */
export const MEMBER_ROLE: BuiltInRole = {
  id: '00000000-0000-7000-8000-000000000001',
  key: 'member',
  name: 'Member',
  description: 'Everybody with an account.',
};

/** In the order in which they are listed, before the organisation's own. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  MEMBER_ROLE,
  {
    id: '00000000-0000-7000-8000-000000000002',
    key: 'staff',
    name: 'Admin',
    description: 'Looks after the accounts of members.',
    flag: 'isStaff',
  },
  {
    id: '00000000-0000-7000-8000-000000000003',
    key: 'superuser',
    name: 'Owner',
    description: 'May do everything.',
    flag: 'isSuperuser',
  },
  {
    id: '00000000-0000-7000-8000-000000000004',
    key: 'auditor',
    name: 'Auditor',
    description: 'Reads what was done and how much is going on, and changes nothing.',
  },
  {
    id: '00000000-0000-7000-8000-000000000005',
    key: 'support',
    name: 'Support',
    description: 'Helps people who are locked out: password links and sessions, and nothing else.',
  },
];
