import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './api.js';
import { Chance } from './chance.js';
import { Faults } from './faults.js';
import { Installation, SETUP_TOKEN } from './installation.js';
import { Person } from './person.js';
import type { Absence, Listening, Recording, Send } from './recording.js';

const NAMES = ['ana', 'carl', 'eve', 'wanjiru', 'tomas'];
const PASSWORD = 'correct-horse-battery';
/** Between two things that one person does, in milliseconds. */
const PAUSE_MS = 25;
const AWAY_MS = 3_000;
const THERE_MS = 4_000;
const QUIET_MS = 2_000;
const SETTLE_WITHIN_MS = 60_000;

export interface RunOptions {
  readonly nodes: number;
  readonly seconds: number;
  /** How often something breaks, on average, in milliseconds. */
  readonly faultEveryMs: number;
  readonly seed: number;
}

export interface Observed {
  readonly recording: Recording;
  readonly faults: readonly string[];
}

/** Lets people talk on an installation that keeps breaking, and returns everything that any of them saw. */
export async function observe({ nodes, seconds, faultEveryMs, seed }: RunOptions): Promise<Observed> {
  const chance = new Chance(seed);
  const installation = await Installation.start(nodes);
  const company = await Company.found(installation, chance);
  try {
    const faults = new Faults(installation, chance, faultEveryMs);
    const end = performance.now() + seconds * 1_000;
    // On a busy machine a node takes its time to start again; a run without every kind of fault would say little.
    await company.talkWhile(() => performance.now() < end || faults.done.length < Faults.KINDS);
    await faults.stop();
    return { recording: await company.settle(), faults: faults.done };
  } finally {
    for (const person of company.people) for (const device of person.devices) device.stop();
    await installation.stop();
  }
}

/** Two groups and a direct conversation, and a guest who is shown the door and let in again. */
class Company {
  private readonly absences: Absence[] = [];

  private constructor(
    private readonly installation: Installation,
    private readonly chance: Chance,
    readonly people: readonly Person[],
    /** By person, what they may read. */
    private readonly conversations: ReadonlyMap<Person, readonly string[]>,
    private readonly door: { readonly owner: Person; readonly guest: Person; readonly conversationId: string },
  ) {}

  static async found(installation: Installation, chance: Chance): Promise<Company> {
    const [node] = installation.nodes;
    if (!node) throw new Error('There is no node.');
    const call = async (path: string, body: object, token?: string) => {
      const reply = await ask(node, 'POST', path, { token, body });
      if (reply.status >= 300 || reply.status === 0) throw new Error(`${path}: ${reply.status}`);
      return reply.body;
    };
    const account = (name: string) => ({ username: name, email: `${name}@parley.example`, password: PASSWORD });
    const root = await call('/setup', { token: SETUP_TOKEN, ...account('root') });
    const people: Person[] = [];
    for (const name of NAMES) {
      await call('/admin/users', account(name), root.accessToken);
      const { user, accessToken } = await call('/auth/login', { login: name, password: PASSWORD });
      people.push(new Person(user.id, name, PASSWORD, accessToken, installation.nodes, chance));
    }
    const [owner, other] = people;
    const guest = people.at(-1);
    if (!owner || !other || !guest) throw new Error('A company has people.');
    const { accessToken: token } = await call('/auth/login', { login: owner.name, password: PASSWORD });
    const memberIds = people.slice(1).map(({ id }) => id);
    const open = await call('/conversations', { kind: 'group', subject: 'Everybody', memberIds }, token);
    const guarded = await call('/conversations', { kind: 'group', subject: 'With a guest', memberIds }, token);
    const direct = await call('/conversations', { kind: 'direct', userId: other.id }, token);
    const groups: string[] = [open.id, guarded.id];
    const conversations = new Map(
      people.map((person) => [
        person,
        person === owner || person === other ? [...groups, direct.id as string] : groups,
      ]),
    );
    return new Company(installation, chance, people, conversations, { owner, guest, conversationId: guarded.id });
  }

  async talkWhile(isOn: () => boolean): Promise<void> {
    await Promise.all([...this.people.map((person) => this.talk(person, isOn)), this.keepTheDoor(isOn)]);
  }

  /** Waits until everybody has everything, and reads all of it on every node. */
  async settle(): Promise<Recording> {
    const later: Send[] = [];
    for (const person of this.people) later.push(...(await person.later.settled(SETTLE_WITHIN_MS)));
    await delay(QUIET_MS);
    const devices = this.people.flatMap((person) => person.devices);
    for (const device of devices) device.rest();
    const deadline = performance.now() + SETTLE_WITHIN_MS;
    for (const device of devices) {
      while (!(await device.isCurrent())) {
        if (performance.now() > deadline) throw new Error(`${device.name} does not come back.`);
        await delay(100);
      }
    }
    const outcomes = [];
    for (const person of this.people) {
      for (const node of this.installation.nodes) {
        for (const id of this.conversations.get(person) ?? []) outcomes.push(await person.outcome(node, id));
      }
    }
    return {
      nodes: this.installation.nodes.length,
      sends: [...this.people.flatMap((person) => person.sends), ...later],
      told: devices.flatMap((device) => device.told),
      // Whoever goes in and out need not be told of what comes meanwhile.
      listenings: devices.flatMap((device) => device.listenings).filter((one) => !this.isAtTheDoor(one)),
      pages: this.people.flatMap((person) => person.pages),
      views: devices.flatMap((device) => device.views.map((view) => ({ device: device.name, ...view }))),
      outcomes,
      absences: this.absences,
    };
  }

  private isAtTheDoor({ personId, conversationId }: Listening): boolean {
    return personId === this.door.guest.id && conversationId === this.door.conversationId;
  }

  private async talk(person: Person, isOn: () => boolean): Promise<void> {
    while (isOn()) {
      await person.act(this.conversations.get(person) ?? []);
      await delay(this.chance.between(0, 2 * PAUSE_MS));
    }
  }

  private async keepTheDoor(isOn: () => boolean): Promise<void> {
    const { owner, guest, conversationId } = this.door;
    const members = `/conversations/${conversationId}/members`;
    while (isOn()) {
      await delay(this.chance.between(1, THERE_MS));
      const removed = await owner.certainly('DELETE', `${members}/${guest.id}`);
      const from = performance.now();
      await delay(this.chance.between(AWAY_MS / 2, AWAY_MS));
      const until = performance.now();
      while (!(await owner.certainly('POST', members, { userIds: [guest.id] }))) await delay(PAUSE_MS);
      // An unanswered removal may have come late, and says nothing about when.
      if (removed) this.absences.push({ personId: guest.id, conversationId, from, until });
    }
  }
}
