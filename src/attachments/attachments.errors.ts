import { defineProblem } from '../core/errors/domain-error.js';

/** What was not read of a refused upload is not read: the connection ends with the answer. */
const UNREAD = { Connection: 'close' };

/** Larger than the organisation lets files be; refused before it is read, where its size is announced. */
export class FileTooLarge extends defineProblem('file_too_large', 413, 'The file is too large') {
  constructor(maxBytes: number) {
    super(`A file may have ${inWords(maxBytes)}.`, { maxBytes }, UNREAD);
  }
}

/** The files of this person would take more than they may. */
export class QuotaExceeded extends defineProblem('quota_exceeded', 422, 'Your storage is full') {
  constructor(used: number, quota: number) {
    super(
      `You have ${inWords(used)} of files, of ${inWords(quota)}. Delete messages with files first.`,
      {
        used,
        quota,
      },
      UNREAD,
    );
  }
}

/** There is nothing in it. */
export class FileEmpty extends defineProblem('file_empty', 400, 'The file is empty') {
  constructor() {
    super('The file has no bytes.');
  }
}

/** It says that it is a picture, and it is none, is broken, or is larger than anybody could look at. */
export class PictureRefused extends defineProblem('picture_refused', 422, 'The picture cannot be opened') {
  constructor(advice: string) {
    super(`The picture is broken, has too many pixels or frames, or is no picture. ${advice}`);
  }
}

/** Only pictures show people and groups; and what the organisation does not take, nobody uploads. */
export class TypeRefused extends defineProblem('type_refused', 415, 'This kind of file cannot be used') {
  constructor(detail = 'Choose a picture: JPEG, PNG, WebP, GIF or AVIF.') {
    super(detail);
  }
}

/** Nobody has it any more, or it is of a group that one cannot see. */
export class PictureNotFound extends defineProblem('picture_not_found', 404, 'Picture not found') {
  constructor() {
    super('There is no such picture, or you cannot see what it belongs to.');
  }
}

/** It is not there, or hidden: which, is not told. */
export class AttachmentNotFound extends defineProblem('attachment_not_found', 404, 'File not found') {
  constructor() {
    super('There is no such file, or you cannot see the message that it is in.');
  }
}

/** No byte of the file is within the range that was asked for. */
export class RangeNotSatisfiable extends defineProblem('range_not_satisfiable', 416, 'There are no such bytes') {
  constructor(size: number) {
    super(`The file has ${size} bytes.`, {}, { 'Content-Range': `bytes */${size}` });
  }
}

function inWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${units[step]}`;
}
