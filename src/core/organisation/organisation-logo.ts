import { IsUUID } from 'class-validator';
import { isUuid } from '../uuid.js';
import { defineSetting } from './define-setting.js';

/** Below it is the logo of the organisation, for everybody. */
export const LOGO_PATH = '/api/v1/organisation/logo';

/** Which picture is the logo of the organisation. Its file is of the part that keeps files. */
export const ORGANISATION_LOGO = defineSetting<string | null>({
  key: 'organisationLogo',
  group: 'organisation',
  fallback: null,
  accepts: (value): value is string | null => value === null || (typeof value === 'string' && isUuid(value)),
  description:
    'The picture that stands on the page of sign-in, at `/organisation/logo/{id}`; it is set by `PUT /admin/settings/logo`. Null: the mark of Parley.',
  schema: { type: String, format: 'uuid', nullable: true, example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' },
  rules: [IsUUID()],
  isTold: true,
});
