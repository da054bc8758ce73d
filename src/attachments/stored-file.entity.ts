import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** A smaller picture of a file, kept under the file's key with its width behind it. */
export interface StoredThumbnail {
  readonly width: number;
  readonly height: number;
}

/** The bytes of a file, kept under its id. It counts for the quota of its owner until they are removed. */
@Entity('files')
export class StoredFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  @Column('bytea') sha256: Buffer;
  @Column(BIGINT) size: number;
  @Column('jsonb') thumbnails: StoredThumbnail[];
  /** Its bytes are in the store, and something shows them; until then it is in the making. */
  @Column('boolean') isKept: boolean;
  @Column(TIME) createdAt: Date;
}
