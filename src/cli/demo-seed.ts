import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../core/database/database.js';
import { IndexAnew } from '../search/index/index-anew.js';
import {
  DEMO_BLOCKS,
  DEMO_CONVERSATIONS,
  DEMO_NEWCOMER_GROUP,
  DEMO_SCHEDULED,
  type DemoConversation,
  type DemoFile,
  type DemoMessage,
} from './demo-company.js';
import { portrait } from './demo-faces.js';
import { drawn, type DrawnFile, photo } from './demo-files.js';
import {
  DEMO_DEACTIVATED,
  DEMO_OWNER,
  DEMO_PEOPLE,
  DEMO_PROFILES,
  DEMO_PROFILE_FIELDS,
  DEMO_TEAMS,
  type DemoPerson,
} from './demo-people.js';

const HOUR_MS = 3_600_000;

interface SignedIn {
  readonly id: string;
  readonly token: string;
}

/** Fills an empty Parley with the demonstration, through the API that everybody uses, so that it is all true. */
export class DemoSeed {
  private readonly people = new Map<string, SignedIn>();
  /** Those that are made, in the order of the list, with the places of what was said there. */
  private readonly conversations: { readonly id: string; readonly sent: readonly number[] }[] = [];

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly setupToken: string,
    private readonly password: string,
  ) {}

  /** Makes the company; throws when any part of it is refused. */
  async plant(): Promise<void> {
    await this.makePeople();
    await this.describePeople();
    for (const { people, ...team } of DEMO_TEAMS) {
      const userIds = people.map((username) => this.person(username).id);
      await this.call('POST', '/admin/teams', this.person(DEMO_OWNER.username), { ...team, userIds });
    }
    for (const conversation of DEMO_CONVERSATIONS) await this.hold(conversation);
    for (const { from, conversation, inHours, body, file } of DEMO_SCHEDULED) {
      const path = `/conversations/${this.conversations[conversation]?.id}/messages`;
      const sendAt = new Date(Date.now() + inHours * HOUR_MS).toISOString();
      const attachmentIds = file ? [await this.upload(file, this.person(from))] : [];
      await this.call('POST', path, this.person(from), { clientId: randomUUID(), body, attachmentIds, sendAt });
    }
    await this.call('PATCH', '/admin/settings', this.person(DEMO_OWNER.username), {
      newcomerGroups: [this.conversations[DEMO_NEWCOMER_GROUP]?.id],
    });
    for (const { from, blocked } of DEMO_BLOCKS)
      await this.call('PUT', `/users/${this.person(blocked).id}/block`, this.person(from));
    const { id } = this.person(DEMO_DEACTIVATED);
    await this.call('PATCH', `/admin/users/${id}`, this.person(DEMO_OWNER.username), { isActive: false });
    // The index follows what is written while it is written: what it has of these was of today.
    await this.app.get(IndexAnew).conversations(this.conversations.map(({ id }) => id));
  }

  private async describePeople(): Promise<void> {
    const owner = this.person(DEMO_OWNER.username);
    await this.call('PATCH', '/admin/settings', owner, { profileFields: DEMO_PROFILE_FIELDS });
    for (const [username, profile] of Object.entries(DEMO_PROFILES)) {
      await this.call('PATCH', '/users/me', this.person(username), profile);
    }
  }

  private async makePeople(): Promise<void> {
    const setUp = { token: this.setupToken, organisationName: 'Fennwick Instruments', ...this.account(DEMO_OWNER) };
    const owner = await this.call('POST', '/setup', undefined, setUp);
    this.people.set(DEMO_OWNER.username, signedIn(owner));
    for (const person of DEMO_PEOPLE) {
      const account = { ...this.account(person), ...(person.isStaff && { isStaff: true }) };
      await this.call('POST', '/admin/users', this.person(DEMO_OWNER.username), account);
      const credentials = { login: person.username, password: this.password };
      const session = signedIn(await this.call('POST', '/auth/login', undefined, credentials));
      this.people.set(person.username, session);
      if (!person.face) continue;
      const face = { bytes: await portrait(person.face), mediaType: 'image/png' };
      await this.sendFile('PUT', '/users/me/avatar', session, face, 'me.png');
    }
  }

  private account({ username, firstName, lastName }: DemoPerson) {
    return { username, firstName, lastName, email: `${username}@fennwick.example`, password: this.password };
  }

  private async hold(conversation: DemoConversation): Promise<void> {
    const id = await this.open(conversation);
    const sent: number[] = [];
    for (const message of conversation.messages) sent.push(await this.say(id, message, sent));
    this.conversations.push({ id, sent });
    await this.datePast(id, conversation, sent);
    await this.leaveMarks(id, conversation, sent);
    await this.resolve(id, conversation);
  }

  private async open({ name, description, people, listed, picture }: DemoConversation): Promise<string> {
    const [maker, ...others] = people.map((username) => this.person(username));
    const request = name
      ? { kind: 'group', subject: name, memberIds: others.map((other) => other.id) }
      : { kind: 'direct', userId: others[0]?.id };
    const { id } = (await this.call('POST', '/conversations', maker, request)) as { id: string };
    const about = { ...(description && { description }), ...(listed && { listed }) };
    if (description || listed) await this.call('PATCH', `/conversations/${id}`, maker, about);
    if (picture && maker)
      await this.sendFile('PUT', `/conversations/${id}/picture`, maker, await photo(picture), 'group.jpg');
    return id;
  }

  private async say(id: string, message: DemoMessage, sent: readonly number[]): Promise<number> {
    const author = this.person(message.from);
    const { body, subject, forwards } = message;
    const source = forwards && this.conversations[forwards.conversation];
    const forward = source && { conversationId: source.id, seq: source.sent[forwards.message] };
    const replyToSeq = message.replyTo === undefined ? undefined : sent[message.replyTo];
    const attachmentIds = message.file && [await this.upload(message.file, author)];
    const draft = {
      clientId: randomUUID(),
      body,
      ...(subject && { subject }),
      ...(replyToSeq && { replyToSeq }),
      ...(forward && { forward }),
      ...(attachmentIds && { attachmentIds }),
    };
    const { seq } = (await this.call('POST', `/conversations/${id}/messages`, author, draft)) as { seq: number };
    const path = `/conversations/${id}/messages/${seq}`;
    if (message.editedTo) await this.call('PATCH', path, author, { body: message.editedTo });
    for (const [emoji, usernames] of Object.entries(message.reactions ?? {})) {
      const reaction = `${path}/reactions/${encodeURIComponent(emoji)}`;
      for (const username of usernames) await this.call('PUT', reaction, this.person(username));
    }
    for (const [username, hours] of Object.entries(message.savedBy ?? {})) {
      const remindAt = hours > 0 ? new Date(Date.now() + hours * HOUR_MS).toISOString() : null;
      await this.call('PUT', `${path}/save`, this.person(username), { remindAt });
    }
    if (message.pinnedBy) await this.call('PUT', `${path}/pin`, this.person(message.pinnedBy));
    if (message.deletedForEveryone) await this.call('DELETE', `${path}?for=everyone`, author);
    return seq;
  }

  private async upload(file: DemoFile, author: SignedIn): Promise<string> {
    const made = await drawn(file);
    const { id } = (await this.sendFile('POST', '/attachments', author, made, file.name)) as { id: string };
    const said = { ...(file.alt && { alt: file.alt }), ...made.sound };
    if (Object.keys(said).length > 0) await this.call('PATCH', `/attachments/${id}`, author, said);
    return id;
  }

  private async sendFile(
    method: 'POST' | 'PUT',
    path: string,
    as: SignedIn,
    { bytes, mediaType }: DrawnFile,
    name: string,
  ): Promise<unknown> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), name);
    const request = new Request('http://localhost', { method, body: form });
    const response = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${as.token}`,
        'content-type': request.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    if (response.statusCode >= 400) throw new Error(`${method} ${path}: ${response.body}`);
    return response.json();
  }

  /** Nothing else can write in the past; system lines move to just before the first message. */
  private async datePast(id: string, { messages }: DemoConversation, seqs: readonly number[]): Promise<void> {
    const database = this.app.get(Database);
    await database.rows(
      {
        name: 'demo_date_messages',
        text: `update messages x set created_at = now() - make_interval(mins => coalesce(
            (select d.ago from unnest($2::bigint[], $3::int[]) d(seq, ago) where d.seq = x.seq), $4::int))
          where x.conversation_id = $1`,
      },
      [id, seqs, messages.map((message) => message.ago), Math.max(...messages.map((message) => message.ago)) + 30],
    );
    await database.rows(
      {
        name: 'demo_date_mentions',
        text: `update message_mentions k set at = x.created_at from messages x
          where k.conversation_id = $1 and x.conversation_id = $1 and x.seq = k.seq`,
      },
      [id],
    );
    await database.rows(
      {
        name: 'demo_date_conversation',
        text: `update conversations c set created_at = d.first, last_message_at = d.last
          from (select min(created_at) as first, max(created_at) as last from messages where conversation_id = $1) d
          where c.id = $1`,
      },
      [id],
    );
  }

  private async leaveMarks(id: string, conversation: DemoConversation, seqs: readonly number[]): Promise<void> {
    for (const username of conversation.people) {
      const person = this.person(username);
      const unread = conversation.unread?.[username] ?? 0;
      const seq = seqs.at(-1 - unread) ?? (seqs[0] ?? 1) - 1;
      if (seq > 0) await this.call('PUT', `/conversations/${id}/read`, person, { seq });
      const state = {
        ...(conversation.pinnedBy?.includes(username) && { pinned: true }),
        ...(conversation.mutedBy?.includes(username) && { mutedUntil: '2099-01-01T00:00:00.000Z' }),
      };
      if (Object.keys(state).length > 0) await this.call('PATCH', `/conversations/${id}/me`, person, state);
    }
  }

  private async resolve(id: string, { people, resolved = [] }: DemoConversation): Promise<void> {
    const first = this.person(people[0] ?? '');
    const path = `/conversations/${id}/subjects`;
    const { items } = (await this.call('GET', path, first)) as { items: { id: string; title: string }[] };
    for (const subject of items.filter(({ title }) => resolved.includes(title)))
      await this.call('PATCH', `${path}/${subject.id}`, first, { resolved: true });
  }

  private person(username: string): SignedIn {
    const person = this.people.get(username);
    if (!person) throw new Error(`${username} is not in the demonstration.`);
    return person;
  }

  private async call(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    as: SignedIn | undefined,
    payload?: object,
  ): Promise<unknown> {
    const response = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      ...(as && { headers: { authorization: `Bearer ${as.token}` } }),
      ...(payload && { payload }),
    });
    if (response.statusCode >= 400) throw new Error(`${method} ${path}: ${response.body}`);
    return response.body ? response.json() : undefined;
  }
}

function signedIn(session: unknown): SignedIn {
  const { accessToken, user } = session as { accessToken: string; user: { id: string } };
  return { id: user.id, token: accessToken };
}
