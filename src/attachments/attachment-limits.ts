import { IsInt, Max, Min } from 'class-validator';
import { defineChosenLimit, defineLimit } from '../core/limits.js';
import { defineSetting } from '../core/organisation/define-setting.js';

const MB = 1024 * 1024;
const LARGEST_UPLOAD = 2_048 * MB;
const LARGEST_QUOTA = 1024 * 1024 * MB;

/** A number of bytes that superusers choose. */
const bytesSetting = (key: string, fallback: number, max: number, description: string) =>
  defineSetting<number>({
    key,
    group: 'files',
    fallback,
    accepts: (value): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max,
    description,
    schema: { type: 'integer', minimum: 0, maximum: max, example: fallback },
    rules: [IsInt(), Min(0), Max(max)],
  });

/** How large one file may be. */
export const UPLOAD_BYTES = bytesSetting(
  'uploadBytes',
  100 * MB,
  LARGEST_UPLOAD,
  'How large one file may be, in bytes. 0: nobody can upload anything.',
);
/** How much each person may keep. */
export const QUOTA_BYTES = bytesSetting(
  'quotaBytes',
  5_120 * MB,
  LARGEST_QUOTA,
  'How much the files of one person may take together, in bytes.',
);
defineChosenLimit('uploadBytes', UPLOAD_BYTES, 'One file, in bytes.');
defineChosenLimit('quotaBytes', QUOTA_BYTES, 'All files of one person, in bytes.');

export const MAX_ALT_LENGTH = defineLimit('altLength', 1_000, 'The description of a picture.');
/** Of an audio file, in milliseconds: a day. */
export const MAX_DURATION_MS = 24 * 60 * 60 * 1_000;
/** The waveform of an audio file, in base64: 96 loudnesses. */
export const MAX_WAVEFORM_LENGTH = 128;
/** What was uploaded and not sent is removed after so long. */
export const UNSENT_HOURS = 24;
/** Files that one person may upload to this node at the same time. */
export const MAX_UPLOADS_AT_ONCE = 20;
