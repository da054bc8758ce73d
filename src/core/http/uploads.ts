import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MalformedRequest, UnsupportedMediaType } from '../errors/request-problems.js';

const MULTIPART = 'multipart/form-data';
/** So much of a form is taken before what is behind it has to keep up. */
const STEP_BYTES = 512 * 1024;

/** A file of a form while it comes. */
export interface UploadedPart {
  readonly name: string;
  /** What the sender says that it is. */
  readonly mediaType: string;
  /** Fails when the client goes away in the middle, or the form is broken. */
  readonly bytes: Readable;
  /** Whether there were more bytes than asked for; known when they have ended. */
  isTruncated(): boolean;
  /** Resolves at the end of the form; rejects with MalformedRequest where it has anything beside this file. */
  ended(): Promise<void>;
}

/**
 * Forms are taken where a route takes a file or passes over them, and nowhere else: a page of another site could send them. Neither
 * is read here.
 */
export function takeUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser([MULTIPART, 'application/x-www-form-urlencoded'], (request, _payload, done) => {
    const { takesFile, ignoresForm } = request.routeOptions.config;
    // That it is multipart where a file is taken was seen before.
    if (takesFile || ignoresForm) return done(null);
    done(new UnsupportedMediaType('Send the body as application/json.'));
  });
  fastify.addHook('onRoute', (route) => {
    if (!route.config?.takesFile) return;
    // Before another parser would read a body without end.
    route.preParsing = (request, _reply, _payload, done) => {
      const isForm = request.headers['content-type']?.toLowerCase().startsWith(MULTIPART);
      done(isForm ? null : new UnsupportedMediaType('Send the file as multipart/form-data.'));
    };
  });
}

/** A form with one file, in the part `file`, that has not been read yet. */
export class IncomingUpload {
  constructor(private readonly request: IncomingMessage) {}

  /** How much comes with it, as the request says before it is read; undefined where it does not say. */
  get announcedBytes(): number | undefined {
    const { 'content-length': length } = this.request.headers;
    return length === undefined ? undefined : Number(length);
  }

  /** Whether nobody waits for an answer any more. */
  get isGone(): boolean {
    return this.request.socket.destroyed;
  }

  /** Its file, of which no more than `maxBytes` are read. Throws MalformedRequest where there is none. */
  part(maxBytes: number): Promise<UploadedPart> {
    const { request } = this;
    const form = formOf(request, maxBytes);
    return new Promise((resolve, reject) => {
      let file: Readable | undefined;
      const end = Promise.withResolvers<void>();
      // Whoever is not there yet when it fails finds out when they ask.
      end.promise.catch(() => undefined);
      const fail = (error: Error): void => {
        request.unpipe(form);
        file?.destroy(error);
        end.reject(error);
        reject(error);
      };
      form.on('file', (field: string, bytes: BusboyFileStream, name: string, _encoding: string, mediaType: string) => {
        file = bytes;
        // Without a listener a client that goes away before it is read would end the process.
        bytes.on('error', () => undefined);
        if (field !== 'file') return fail(new MalformedRequest('Send the file in a part of the form named "file".'));
        const isTruncated = (): boolean => bytes.truncated === true;
        resolve({
          name: unescaped(name),
          mediaType: mediaType.toLowerCase(),
          bytes,
          isTruncated,
          ended: () => end.promise,
        });
      });
      const notAlone = (): void => fail(new MalformedRequest('Send one file in each request, and nothing beside it.'));
      form.once('filesLimit', notAlone);
      form.once('fieldsLimit', notAlone);
      form.once('finish', () => {
        end.resolve();
        reject(new MalformedRequest('The form has no file.'));
      });
      form.once('error', () => fail(new MalformedRequest('The form is broken.')));
      request.once('close', () => {
        if (!request.readableEnded) fail(new MalformedRequest('The connection ended before the file did.'));
      });
      request.pipe(form);
    });
  }
}

/** The quotes and line ends of a name, which forms write as %22, %0D and %0A, and nothing else so (WHATWG HTML §4.10.22.7). */
function unescaped(name: string): string {
  return name.replaceAll(/%(22|0D|0A)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function formOf({ headers }: IncomingMessage, fileSize: number): InstanceType<typeof Busboy> {
  try {
    const limits = { files: 1, fields: 0, fileSize };
    return new Busboy({ headers: headers as BusboyHeaders, limits, highWaterMark: STEP_BYTES, fileHwm: STEP_BYTES });
  } catch {
    throw new MalformedRequest('The form has no boundary.');
  }
}

/** Hands a controller the form of its request, on routes with `@TakesFile`. */
export const Upload = createParamDecorator(
  (_: unknown, context: ExecutionContext): IncomingUpload =>
    new IncomingUpload(context.switchToHttp().getRequest<FastifyRequest>().raw),
);
