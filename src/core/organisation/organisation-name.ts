import { ShownName, TextOfLength } from '../http/field-rules.js';
import { defineSetting } from './define-setting.js';

export const MAX_ORGANISATION_NAME = 80;

/** What the organisation is called; null while nobody has said. */
export const ORGANISATION_NAME = defineSetting<string | null>({
  key: 'organisationName',
  group: 'organisation',
  fallback: null,
  accepts: (value): value is string | null => value === null || typeof value === 'string',
  description: 'What the organisation is called, in the browser and in invitations. Null: nothing in particular.',
  schema: { type: String, nullable: true, example: 'Northwind Logistics' },
  rules: [ShownName(), TextOfLength(1, MAX_ORGANISATION_NAME)],
});
