import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { defineSetting } from '../../../core/organisation/define-setting.js';

const MAX_GROUPS = 20;

/** As everywhere, ids are compared in lower case. */
const LowerCased = () =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
  );

/** The groups that everybody with a new account is in from the start. */
export const NEWCOMER_GROUPS = defineSetting<readonly string[]>({
  key: 'newcomerGroups',
  group: 'people',
  fallback: [],
  accepts: (value): value is readonly string[] => Array.isArray(value) && value.every((id) => typeof id === 'string'),
  description:
    'The listed groups that newcomers are in from the start, by their ids. One that is gone or not listed any more is passed over; GET /admin/newcomer-groups says which.',
  schema: { type: [String], items: { type: 'string', format: 'uuid' }, maxItems: MAX_GROUPS, example: [] },
  rules: [LowerCased(), IsArray(), ArrayMaxSize(MAX_GROUPS), ArrayUnique(), IsUUID(undefined, { each: true })],
});
