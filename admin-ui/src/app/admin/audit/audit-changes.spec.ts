import { describe, expect, it } from 'vitest';
import { changesOf } from './audit-changes';

describe('what an act changed', () => {
  it('is said field by field, as far as something was there before or is now', () => {
    expect(changesOf({ before: { isActive: true, title: '' }, after: { isActive: false, roles: ['a', 'b'] } })).toEqual(
      [
        { field: 'isActive', before: 'true', after: 'false' },
        { field: 'title', before: '' },
        { field: 'roles', after: '["a","b"]' },
      ],
    );
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});
