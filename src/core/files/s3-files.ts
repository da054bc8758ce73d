import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type * as sdkOfS3 from '@aws-sdk/client-s3';
import { type ByteRange, FileGone, FileStore, StorageUnavailable } from './file-store.js';

/** S3 takes a large file in parts of this size, of which one is held in memory. */
const PART_BYTES = 8 * 1024 * 1024;
const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 30_000;

type Sdk = typeof sdkOfS3;

/** Files in a bucket of S3, or of what speaks its language. */
export class S3Files extends FileStore {
  private readonly bucket: string;
  private loading: Promise<{ sdk: Sdk; client: sdkOfS3.S3Client }> | undefined;

  /** The address as `S3_URL` has it: key and secret, host, bucket, and `?region=`. */
  constructor(private readonly url: URL) {
    super();
    this.bucket = url.pathname.slice(1);
  }

  async put(key: string, path: string): Promise<void> {
    const [{ client }, { Upload }] = await Promise.all([this.open(), import('@aws-sdk/lib-storage')]);
    const body = createReadStream(path);
    const params = { Bucket: this.bucket, Key: key, Body: body, ContentType: 'application/octet-stream' };
    try {
      await new Upload({ client, partSize: PART_BYTES, queueSize: 1, params }).done();
    } catch (error) {
      throw new StorageUnavailable(error);
    } finally {
      body.destroy();
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const { sdk, client } = await this.open();
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: this.bucket, Key: key, Range }));
      return Body as Readable;
    } catch (error) {
      throw error instanceof sdk.NoSuchKey ? new FileGone(key) : new StorageUnavailable(error);
    }
  }

  async remove(key: string): Promise<void> {
    const { sdk, client } = await this.open();
    try {
      await client.send(new sdk.DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
    } catch (error) {
      throw new StorageUnavailable(error);
    }
  }

  /** The SDK takes a third of a second to load, which only those pay who use it. */
  private open(): Promise<{ sdk: Sdk; client: sdkOfS3.S3Client }> {
    this.loading ??= import('@aws-sdk/client-s3').then((sdk) => ({ sdk, client: this.connect(sdk) }));
    return this.loading;
  }

  private connect({ S3Client }: Sdk): sdkOfS3.S3Client {
    const { origin, username, password, searchParams } = this.url;
    return new S3Client({
      endpoint: origin,
      region: searchParams.get('region') ?? 'us-east-1',
      credentials: { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) },
      forcePathStyle: true,
      // Servers that are not Amazon's keep checksums among the bytes.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, requestTimeout: ANSWER_WITHIN_MS },
    });
  }
}
