/** `demo-files.ts` draws, writes or plays it. */
export interface DemoFile {
  readonly kind: 'river' | 'bench' | 'table' | 'fan';
  readonly name: string;
  readonly alt?: string;
}

/** One thing that somebody wrote, `ago` minutes before the demonstration is made. */
export interface DemoMessage {
  readonly ago: number;
  readonly from: string;
  readonly body: string;
  /** It copies this message, counted from 0, of the conversation of this place in the list, below its body. */
  readonly forwards?: { readonly conversation: number; readonly message: number };
  readonly subject?: string;
  /** Which message of this conversation it answers, counted from 0. */
  readonly replyTo?: number;
  readonly editedTo?: string;
  readonly deletedForEveryone?: true;
  /** A picture, a document or a voice message that comes with it. */
  readonly file?: DemoFile;
  /** With what people reacted, and who. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
  /** Who saved it, and in how many hours they are reminded of it; 0: never. */
  readonly savedBy?: Readonly<Record<string, number>>;
  /** Who pinned it. */
  readonly pinnedBy?: string;
}

export interface DemoConversation {
  /** A group has a name; its first person made it. */
  readonly name?: string;
  readonly description?: string;
  /** One of those that `demo-files.ts` draws. */
  readonly picture?: 'river' | 'bench';
  /** Everybody finds it and may join. */
  readonly listed?: true;
  readonly people: readonly string[];
  readonly messages: readonly DemoMessage[];
  /** How many of the last messages each of these has not read; everybody else has read all. */
  readonly unread?: Readonly<Record<string, number>>;
  readonly pinnedBy?: readonly string[];
  /** The subjects that are settled, by their titles; its first person said so. */
  readonly resolved?: readonly string[];
  readonly mutedBy?: readonly string[];
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Something that is to be sent later, in so many hours, in the conversation of this place in the list. */
interface DemoScheduled {
  readonly from: string;
  readonly conversation: number;
  readonly inHours: number;
  readonly body: string;
  readonly file?: DemoFile;
}

export const DEMO_SCHEDULED: readonly DemoScheduled[] = [
  {
    from: 'noor.haddad',
    conversation: 1,
    inHours: 15,
    body: 'Morning, Ana! The budget is signed, so we can order today.',
    file: { kind: 'table', name: 'budget.csv' },
  },
];

/** Who does not want to hear from whom. */
export const DEMO_BLOCKS = [{ from: 'noor.haddad', blocked: 'yusuf.demir' }] as const;

/** A small maker of river gauges in the middle of a pilot. */
export const DEMO_CONVERSATIONS: readonly DemoConversation[] = [
  {
    name: 'Riverside pilot',
    description: 'Six gauges on the Aller, until March',
    picture: 'river',
    people: [
      'priya.raman',
      'ana.berg',
      'noor.haddad',
      'tomas.oliveira',
      'wanjiru.kamau',
      'kenji.watanabe',
      'carl.domanski',
      'jonas.lindqvist',
    ],
    pinnedBy: ['noor.haddad'],
    resolved: ['Firmware 2.4.1'],
    unread: { 'noor.haddad': 2 },
    messages: [
      {
        ago: 2 * DAY + 5 * HOUR,
        from: 'carl.domanski',
        subject: 'Gauge 4 drift',
        body: 'Gauge 4 reads 14 mm high since the flood. The housing took a branch. @priya.raman @ana.berg',
      },
      {
        ago: 2 * DAY + 4 * HOUR,
        from: 'priya.raman',
        body: 'I have a spare housing in the van. Tomorrow at first light?',
        replyTo: 0,
      },
      { ago: 2 * DAY + 4 * HOUR - 6, from: 'carl.domanski', body: 'I will hold the ladder.' },
      {
        ago: DAY + 6 * HOUR,
        from: 'tomas.oliveira',
        subject: 'Firmware 2.4.1',
        body: 'Release notes are in, please read the part on **sampling**:\n\n- `fast` measures every 2 s\n- `normal` every 10 s\n- `winter` every 60 s',
        pinnedBy: 'priya.raman',
      },
      {
        ago: DAY + 5 * HOUR,
        from: 'kenji.watanabe',
        body: 'Flashed two on the bench, both came back.',
        replyTo: 3,
        file: { kind: 'bench', name: 'bench.jpg', alt: 'An open housing on the bench, its lid beside it' },
      },
      {
        ago: 5 * HOUR,
        from: 'priya.raman',
        subject: 'Gauge 4 drift',
        body: 'New housing on at first light. Back within 2 mm of the staff gauge.',
        file: { kind: 'river', name: 'gauge-4.jpg', alt: 'Gauge 4 on its post in the river, in the morning sun' },
        reactions: { '🎉': ['carl.domanski', 'ana.berg', 'noor.haddad'], '💪': ['tomas.oliveira'] },
        pinnedBy: 'priya.raman',
      },
      {
        ago: 5 * HOUR - 8,
        from: 'noor.haddad',
        body: 'Can we keep the 10 s sampling for the council visit?',
        replyTo: 5,
        file: { kind: 'table', name: 'readings.csv' },
        reactions: { '👍': ['priya.raman', 'tomas.oliveira'] },
      },
      {
        ago: 20,
        from: 'ana.berg',
        subject: 'Budget Q4',
        body: 'One housing, not three, and it fits. @noor.haddad, sign off by 16:00?\n\nWhat changed since Monday:\n\n- Gauges 1 and 6 keep their old housings, Priya checked both.\n- The connectors move to the spring batch, which Wanjiru negotiated.\n- The reserve stays at 5 %.\n\n| | Plan | Now | Change |\n|---|---:|---:|---:|\n| Housings | 7 350 | 2 450 | −4 900 |\n| Connectors | 3 120 | 0 | −3 120 |\n| Field days | 4 800 | 6 400 | +1 600 |\n| **Total, EUR** | **15 270** | **8 850** | **−6 420** |',
      },
      { ago: 17, from: 'tomas.oliveira', body: 'The 10 s mode draws 11 mA, so the batteries last until spring.' },
    ],
  },
  {
    people: ['ana.berg', 'noor.haddad'],
    pinnedBy: ['noor.haddad'],
    messages: [
      {
        ago: DAY + 2 * HOUR,
        from: 'ana.berg',
        subject: 'Budget Q4',
        body: 'Draft is on your desk. The field days hurt.',
      },
      { ago: DAY + HOUR, from: 'noor.haddad', body: 'They do. Can the housings wait?', replyTo: 0 },
      {
        ago: 26,
        from: 'ana.berg',
        subject: 'Budget Q4',
        body: 'Moved the housings to Q1',
        editedTo: 'Moved the housings to Q1. That was it.',
      },
    ],
  },
  {
    people: ['wanjiru.kamau', 'noor.haddad'],
    unread: { 'noor.haddad': 2 },
    messages: [
      {
        ago: 3 * HOUR,
        from: 'wanjiru.kamau',
        subject: 'PO 4471',
        body: 'The supplier can hold the price until Friday if we take **1 200 pieces** in one delivery.',
      },
      {
        ago: 35,
        from: 'wanjiru.kamau',
        subject: 'PO 4471',
        body: 'Connectors arrive Thursday, the price holds until then.',
        savedBy: { 'noor.haddad': 20 },
      },
    ],
  },
  {
    name: 'Outage Tuesday',
    description: 'What happened, what we did, what we change',
    people: ['samuel.adeyemi', 'noor.haddad', 'tomas.oliveira', 'kenji.watanabe', 'mei-ling.zhou', 'eszter.kovacs'],
    messages: [
      {
        ago: 3 * DAY + 10 * HOUR,
        from: 'tomas.oliveira',
        subject: 'Ingest is down',
        body: 'No readings since 03:12. The queue grows, nothing is lost yet. @on-call',
      },
      {
        ago: 3 * DAY + 10 * HOUR - 4,
        from: 'eszter.kovacs',
        body: 'Disk of the ingest host is full. Log rotation stopped on Sunday.',
      },
      { ago: 3 * DAY + 10 * HOUR - 9, from: 'samuel.adeyemi', body: 'Take the old exports off it, I approve.' },
      {
        ago: 3 * DAY + 10 * HOUR - 15,
        from: 'eszter.kovacs',
        body: '```\n$ df -h /var\n/dev/sdb1  200G  131G   69G  66% /var\n```\nReadings flow again.',
      },
      {
        ago: 3 * DAY + 9 * HOUR,
        from: 'kenji.watanabe',
        subject: 'Afterwards',
        body: 'All 6 gauges have backfilled. **No reading is missing.**',
        reactions: { '🙏': ['samuel.adeyemi', 'noor.haddad', 'eszter.kovacs'], '❤️': ['mei-ling.zhou'] },
      },
      {
        ago: 3 * DAY + 8 * HOUR,
        from: 'samuel.adeyemi',
        subject: 'Afterwards',
        body: 'Three things we change:\n\n1. An alarm at 80 % disk.\n2. Log rotation is checked at every deploy.\n3. Exports live on their own disk.',
        pinnedBy: 'samuel.adeyemi',
        savedBy: { 'noor.haddad': 0 },
      },
      { ago: 3 * DAY + 7 * HOUR, from: 'mei-ling.zhou', body: 'wrong window', deletedForEveryone: true },
    ],
  },
  {
    people: ['jonas.lindqvist', 'noor.haddad'],
    messages: [
      { ago: DAY + 3 * HOUR, from: 'jonas.lindqvist', body: 'Two dealers asked whether *spring* means March.' },
      { ago: 4 * HOUR, from: 'noor.haddad', body: 'Say the last week of March, and that we write when it ships.' },
      { ago: 3 * HOUR - 5, from: 'jonas.lindqvist', body: 'Sounds right to me. Thanks!' },
    ],
  },
  {
    name: 'Workshop floor',
    picture: 'bench',
    people: ['kenji.watanabe', 'noor.haddad', 'mei-ling.zhou', 'carl.domanski', 'yusuf.demir'],
    unread: { 'noor.haddad': 1 },
    messages: [
      {
        ago: DAY + 7 * HOUR,
        from: 'kenji.watanabe',
        subject: 'Oven 2 profile',
        body: 'Re-ran the curve. The peak is 3 °C lower now.',
      },
      {
        ago: DAY + 5 * HOUR,
        from: 'carl.domanski',
        subject: 'Oven 2 profile',
        body: 'Its fan, before the new bearing and after it:',
        file: { kind: 'fan', name: 'Voice message.wav' },
        reactions: { '👏': ['kenji.watanabe', 'mei-ling.zhou'] },
      },
      {
        ago: 4 * HOUR,
        from: 'noor.haddad',
        body: 'Your housing holds, from the river this morning:',
        forwards: { conversation: 0, message: 5 },
      },
      { ago: 3 * HOUR + 40, from: 'yusuf.demir', body: 'Oven 2 is cold again.' },
      { ago: 3 * HOUR + 14, from: 'kenji.watanabe', body: 'A fuse. Oven 2 is back at heat.' },
    ],
  },
  {
    people: ['leila.farahani', 'noor.haddad'],
    unread: { 'noor.haddad': 1 },
    messages: [
      {
        ago: 4 * HOUR + 32,
        from: 'leila.farahani',
        subject: 'Contract, Halden',
        body: 'Two clauses left. The liability cap is the hard one, the other is a date.',
      },
    ],
  },
  {
    people: ['noor.haddad', 'mei-ling.zhou'],
    messages: [
      {
        ago: DAY + 4 * HOUR,
        from: 'noor.haddad',
        subject: 'Dial labels',
        body: 'Looks crisp at 6 pt, so we can drop the larger.',
      },
    ],
  },
  {
    name: 'Service desk',
    listed: true,
    people: ['samuel.adeyemi', 'noor.haddad', 'ana.berg', 'aoife.byrne', 'leila.farahani', 'jonas.lindqvist'],
    mutedBy: ['noor.haddad'],
    unread: { 'noor.haddad': 2 },
    messages: [
      {
        ago: 2 * DAY + 9 * HOUR,
        from: 'samuel.adeyemi',
        subject: 'Maintenance',
        body: 'Maintenance is on Sunday at 06:00.',
      },
      {
        ago: 2 * DAY + 8 * HOUR,
        from: 'samuel.adeyemi',
        subject: 'Maintenance',
        body: 'Moved to Sunday 07:00, about twenty minutes.',
      },
    ],
  },
  {
    people: ['aoife.byrne', 'noor.haddad'],
    messages: [
      { ago: 4 * DAY, from: 'aoife.byrne', subject: 'Welcome lunch', body: 'Twelve so far, the long table is ours.' },
    ],
  },
];

/** The conversation of this place in the list is the group that newcomers are in from the start. */
export const DEMO_NEWCOMER_GROUP = DEMO_CONVERSATIONS.findIndex(({ name }) => name === 'Service desk');
