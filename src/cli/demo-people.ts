import type { DemoFace } from './demo-faces.js';

/** Somebody in the demonstration. */
export interface DemoPerson {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isStaff?: true;
  /** Others have initials. */
  readonly face?: DemoFace;
}

/** The superuser. */
export const DEMO_OWNER: DemoPerson = { username: 'samuel.adeyemi', firstName: 'Samuel', lastName: 'Adeyemi' };

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    username: 'noor.haddad',
    firstName: 'Noor',
    lastName: 'Haddad',
    isStaff: true,
    face: { ground: '#dfe9e4', skin: '#d9a77f', hair: '#3d6a78', style: 'scarf', shirt: '#2c4d58' },
  },
  { username: 'aoife.byrne', firstName: 'Aoife', lastName: 'Byrne', isStaff: true },
  {
    username: 'ana.berg',
    firstName: 'Ana',
    lastName: 'Berg',
    face: { ground: '#f1e3d3', skin: '#f0c9ac', hair: '#b5713a', style: 'long', shirt: '#7c4a5e' },
  },
  {
    username: 'priya.raman',
    firstName: 'Priya',
    lastName: 'Raman',
    face: { ground: '#e8e0f0', skin: '#a9714b', hair: '#221a1c', style: 'long', shirt: '#c2603f' },
  },
  {
    username: 'tomas.oliveira',
    firstName: 'Tomás',
    lastName: 'Oliveira',
    face: { ground: '#efe9d4', skin: '#c98f66', hair: '#4a3426', style: 'short', shirt: '#5a7a4e' },
  },
  { username: 'wanjiru.kamau', firstName: 'Wanjiru', lastName: 'Kamau' },
  {
    username: 'kenji.watanabe',
    firstName: 'Kenji',
    lastName: 'Watanabe',
    face: { ground: '#d9e6f2', skin: '#eac19b', hair: '#1d1f24', style: 'short', shirt: '#38536b' },
  },
  { username: 'carl.domanski', firstName: 'Carl', lastName: 'Domański' },
  { username: 'leila.farahani', firstName: 'Leila', lastName: 'Farahani' },
  { username: 'jonas.lindqvist', firstName: 'Jonas', lastName: 'Lindqvist' },
  { username: 'mei-ling.zhou', firstName: 'Mei-Ling', lastName: 'Zhou' },
  { username: 'yusuf.demir', firstName: 'Yusuf', lastName: 'Demir' },
  { username: 'eszter.kovacs', firstName: 'Eszter', lastName: 'Kovács' },
];

/** Left the company; her messages stay. */
export const DEMO_DEACTIVATED = 'eszter.kovacs';

/** What the company's profiles have beside the rest. */
export const DEMO_PROFILE_FIELDS = [
  { key: 'desk', label: 'Desk' },
  { key: 'phone', label: 'Phone' },
] as const;

/** What some of them say of themselves, by username, as they would send it. */
export const DEMO_PROFILES: Readonly<Record<string, object>> = {
  'samuel.adeyemi': { title: 'Managing director', timeZone: 'Europe/London' },
  'noor.haddad': {
    title: 'Head of operations',
    about: 'In the Utrecht office from Tuesday to Thursday.',
    pronouns: 'she/her',
    timeZone: 'Europe/Amsterdam',
    fields: [
      { key: 'desk', value: '2.14' },
      { key: 'phone', value: '+31 30 555 0114' },
    ],
  },
  'ana.berg': {
    title: 'Calibration engineer',
    timeZone: 'Europe/Stockholm',
    fields: [{ key: 'desk', value: 'Lab 3' }],
  },
  'kenji.watanabe': { title: 'Field support', pronouns: 'he/him', timeZone: 'Asia/Tokyo' },
  'wanjiru.kamau': { title: 'Procurement', timeZone: 'Africa/Nairobi', fields: [{ key: 'phone', value: '114' }] },
};

/** People who are mentioned together. */
export const DEMO_TEAMS: readonly {
  readonly key: string;
  readonly name: string;
  readonly people: readonly string[];
}[] = [{ key: 'on-call', name: 'On call', people: ['noor.haddad', 'kenji.watanabe', 'mei-ling.zhou'] }];
