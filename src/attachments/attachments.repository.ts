import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import { ORGANISATION_LOGO } from '../core/organisation/organisation-logo.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { type MessagePlace, placeKey } from '../messages/shape/message-parts.js';
import type { AttachmentKind } from './attachment.entity.js';
import { UNSENT_HOURS } from './attachment-limits.js';
import type { StoredThumbnail } from './stored-file.entity.js';

/** What is shown of a file. */
export interface AttachmentRow {
  id: string;
  fileId: string;
  name: string;
  mediaType: string;
  size: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  preview: Buffer | null;
  alt: string;
  thumbnails: StoredThumbnail[];
}

/** Bytes that are about to be kept. */
export interface NewFile {
  readonly id: string;
  readonly ownerId: string;
  readonly sha256: Buffer;
  readonly size: number;
  readonly thumbnails: readonly StoredThumbnail[];
}

/** A file that was uploaded and is not sent yet. */
export interface NewAttachment {
  readonly id: string;
  readonly fileId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly kind: AttachmentKind;
  readonly width: number | null;
  readonly height: number | null;
  readonly preview: Buffer | null;
}

/** What its uploader says of a file; what is left out stays. */
export interface AttachmentChanges {
  readonly name?: string;
  readonly alt?: string;
  /** These two of audio alone. */
  readonly durationMs?: number;
  readonly preview?: Buffer;
}

/** Bytes that nothing shows any more. */
export interface UnusedFile {
  readonly id: string;
  readonly thumbnails: readonly StoredThumbnail[];
}

/** What is shown of an attachment `a` and its file `f`. */
export const ATTACHMENT_COLUMNS = `a.id, a.file_id as "fileId", a.name, a.media_type as "mediaType", f.size, a.width, a.height,
  a.duration_ms as "durationMs", a.preview, a.alt, f.thumbnails`;

const PURGED_AT_ONCE = 500;

/** Whether an attachment `a` is in no message, in none that waits for its time, and in no draft. */
const IS_FREE = `a.conversation_id is null and a.held_for is null
  and not exists (select 1 from drafts d where d.user_id = a.owner_id and a.id = any(d.attachment_ids))
  and not exists (select 1 from compose_drafts d where d.user_id = a.owner_id and a.id = any(d.attachment_ids))`;

/** An SQL condition: the file `f` is the logo of the organisation. */
export const IS_LOGO = `exists (
  select 1 from settings s where s.key = '${ORGANISATION_LOGO.key}' and s.value #>> '{}' = f.id::text)`;

/** The files of people: those in messages, and those that wait to be sent. Sending one is send-with-files.sql. */
@Injectable()
export class AttachmentsRepository {
  constructor(private readonly database: Database) {}

  /** How many bytes the files of this person have. */
  async usedBy(userId: string): Promise<number> {
    const row = await this.database.row<{ used: number }>(
      {
        name: 'attachments.used',
        text: `select coalesce(sum(size), 0)::bigint as used from files where owner_id = $1`,
      },
      [userId],
    );
    return row?.used ?? 0;
  }

  /** How many bytes the files of everybody have. */
  async usedByAll(): Promise<number> {
    const row = await this.database.row<{ used: number }>({
      name: 'overview.file-bytes',
      text: `select coalesce(sum(size), 0)::bigint as used from files`,
    });
    return row?.used ?? 0;
  }

  /** The same while nobody else adds to it, until the transaction ends. */
  async lockUsedBy(tx: Tx, userId: string): Promise<number> {
    await tx.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`files of ${userId}`]);
    const [row] = await tx.manager.query<{ used: number }[]>(
      `select coalesce(sum(size), 0)::bigint as used from files where owner_id = $1`,
      [userId],
    );
    return row?.used ?? 0;
  }

  /** Notes bytes before they are kept, so that none are ever kept without being known of. */
  async reserve(tx: Tx, { id, ownerId, sha256, size, thumbnails }: NewFile): Promise<void> {
    await tx.manager.query(
      `insert into files (id, owner_id, sha256, size, thumbnails, is_kept, created_at)
       values ($1, $2, $3, $4, $5, false, clock_timestamp())`,
      [id, ownerId, sha256, size, JSON.stringify(thumbnails)],
    );
  }

  /** Makes what is kept into something that can be sent. */
  async add(attachment: NewAttachment): Promise<void> {
    const { id, fileId, ownerId, name, mediaType, kind, width, height, preview } = attachment;
    await this.database.query(
      `with kept as (
         update files set is_kept = true where id = $2 returning id
       )
       insert into attachments (id, file_id, owner_id, name, media_type, kind, width, height, preview, created_at)
       select $1, id, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() from kept`,
      [id, fileId, ownerId, name, mediaType, kind, width, height, preview],
    );
  }

  /** What this person uploaded; undefined when there is none or it is another's. */
  async ofOwner(id: string, ownerId: string): Promise<(AttachmentRow & { isSent: boolean }) | undefined> {
    return this.database.row<AttachmentRow & { isSent: boolean }>(
      {
        name: 'attachments.own',
        text: `select ${ATTACHMENT_COLUMNS}, a.conversation_id is not null as "isSent"
          from attachments a join files f on f.id = a.file_id where a.id = $1 and a.owner_id = $2`,
      },
      [id, ownerId],
    );
  }

  /** False where it is not there, another's, or sent. */
  async change(id: string, ownerId: string, changes: AttachmentChanges): Promise<boolean> {
    const { name, alt, durationMs, preview } = changes;
    const row = await this.database.row(
      {
        name: 'attachments.change',
        text: `update attachments set name = coalesce($3, name), alt = coalesce($4, alt),
            duration_ms = case kind when 'audio' then coalesce($5, duration_ms) end,
            preview = case kind when 'audio' then coalesce($6, preview) else preview end
          where id = $1 and owner_id = $2 and conversation_id is null returning id`,
      },
      [id, ownerId, name ?? null, alt ?? null, durationMs ?? null, preview ?? null],
    );
    return row !== undefined;
  }

  /** The file that it showed; undefined where it is not there, another's, sent, or about to be. */
  async removeUnsent(tx: Tx, id: string, ownerId: string): Promise<string | undefined> {
    const [rows] = await tx.manager.query<[{ fileId: string }[], number]>(
      `delete from attachments where id = $1 and owner_id = $2 and conversation_id is null and held_for is null
       returning file_id as "fileId"`,
      [id, ownerId],
    );
    return rows[0]?.fileId;
  }

  /** The files of these messages, in their order. */
  async on(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, AttachmentRow[]>> {
    const rows = await this.database.rows<AttachmentRow & MessagePlace>(
      {
        name: 'attachments.on-messages',
        text: `select ${ATTACHMENT_COLUMNS}, a.conversation_id as "conversationId", a.seq
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join attachments a on a.conversation_id = p.conversation_id and a.seq = p.seq
          join files f on f.id = a.file_id
          order by a.place`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
    return Map.groupBy(rows, placeKey);
  }

  /** Takes the files out of messages that are gone; the answer is which files they showed. */
  async erase(tx: Tx, places: readonly MessagePlace[]): Promise<string[]> {
    const [rows] = await tx.manager.query<[{ fileId: string }[], number]>(
      `delete from attachments a using unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
       where a.conversation_id = p.conversation_id and a.seq = p.seq returning a.file_id as "fileId"`,
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
    return rows.map(({ fileId }) => fileId);
  }

  /** Some of what was uploaded long ago, and is in nothing that was sent, waits or is begun; the answer is which files it showed. */
  async purgeUnsent(tx: Tx): Promise<string[]> {
    const old = await tx.manager.query<{ id: string }[]>(
      `select a.id from attachments a
       where ${IS_FREE} and a.created_at < clock_timestamp() - make_interval(hours => $1)
       order by a.created_at limit $2 for update skip locked`,
      [UNSENT_HOURS, PURGED_AT_ONCE],
    );
    // Looked at again now that they are locked: a draft that was saved meanwhile keeps its files.
    const [rows] = await tx.manager.query<[{ fileId: string }[], number]>(
      `delete from attachments a where a.id = any($1::uuid[]) and ${IS_FREE} returning a.file_id as "fileId"`,
      [old.map(({ id }) => id)],
    );
    return rows.map(({ fileId }) => fileId);
  }

  /** Some of what never came to be kept. */
  async purgeUnkept(tx: Tx): Promise<UnusedFile[]> {
    const [rows] = await tx.manager.query<[UnusedFile[], number]>(
      `delete from files f using (
         select id from files
         where not is_kept and created_at < clock_timestamp() - make_interval(hours => $1)
         order by created_at limit $2 for update skip locked
       ) old
       where f.id = old.id returning f.id, f.thumbnails`,
      [UNSENT_HOURS, PURGED_AT_ONCE],
    );
    return rows;
  }

  /** Says that the bytes are kept, with what shows them from now on. */
  async keep(tx: Tx, fileId: string): Promise<void> {
    await tx.manager.query(`update files set is_kept = true where id = $1`, [fileId]);
  }

  /** Those of these files that nothing shows any more; they are no longer known. */
  async forgetUnused(tx: Tx, fileIds: readonly string[]): Promise<UnusedFile[]> {
    const [rows] = await tx.manager.query<[UnusedFile[], number]>(
      `delete from files f where f.id = any($1::uuid[])
         and not exists (select 1 from attachments a where a.file_id = f.id)
         and not exists (select 1 from users u where u.avatar_id = f.id)
         and not exists (select 1 from conversations c where c.picture_id = f.id)
         and not ${IS_LOGO}
       returning f.id, f.thumbnails`,
      [fileIds],
    );
    return rows;
  }
}
