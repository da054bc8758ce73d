import { beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataStorage, IsInt, IsString, validateSync } from 'class-validator';
import { rememberRules } from './remembered-rules.js';

class Named {
  @IsString()
  name: unknown;
}

class Counted extends Named {
  @IsInt()
  count: unknown;
}

const rulesOf = (type: new () => object) => getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);

describe('The rules of a class', () => {
  beforeAll(() => rememberRules());

  it('are gathered once, however many values are judged by them', () => {
    expect(rulesOf(Counted)).toBe(rulesOf(Counted));
  });

  it('are its own and those it inherits', () => {
    const wrong = Object.assign(new Counted(), { name: 1, count: 'two' });

    const errors = validateSync(wrong);

    expect(errors.map(({ property }) => property).toSorted()).toEqual(['count', 'name']);
  });

  it('are those of each class alone', () => {
    rulesOf(Counted);

    expect(rulesOf(Named).map(({ propertyName }) => propertyName)).toEqual(['name']);
  });
});
