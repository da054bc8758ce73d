import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

export const ATTACHMENT_KINDS = ['image', 'video', 'audio', 'file'] as const;
/** Among which others a gallery shows it. */
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** A file as it is shown in one message, or waits to be sent. */
@Entity('attachments')
export class Attachment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') fileId: string;
  @Column('uuid') ownerId: string;
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('text') kind: AttachmentKind;
  /** Of a picture, as it is shown. */
  @Column('integer', { nullable: true }) width: number | null;
  @Column('integer', { nullable: true }) height: number | null;
  /** Of audio, as its uploader measured it. */
  @Column('integer', { nullable: true }) durationMs: number | null;
  /** Of a picture a thumbhash, of audio its waveform: a byte for each loudness. */
  @Column('bytea', { nullable: true }) preview: Buffer | null;
  @Column('text') alt: string;
  /** Null until it is sent. */
  @Column('uuid', { nullable: true }) conversationId: string | null;
  @Column({ ...BIGINT, nullable: true }) seq: number | null;
  /** In its message, from 1. */
  @Column('smallint', { nullable: true }) place: number | null;
  /** The client id of the scheduled message that will send it; null where it is free. */
  @Column('uuid', { nullable: true }) heldFor: string | null;
  /** When it was uploaded, or given back by a message that is not sent after all. */
  @Column(TIME) createdAt: Date;
}
