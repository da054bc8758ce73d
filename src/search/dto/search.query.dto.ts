import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, TextOfLength } from '../../core/http/field-rules.js';
import { PageQuery } from '../../core/http/page.js';
import { MAX_OPERATOR_VALUE_LENGTH, MAX_QUERY_LENGTH } from '../search.limits.js';
import { HAS_VALUES, type HasValue, IS_VALUES, type IsValue } from '../query/search-query.js';

export const SEARCH_ORDERS = ['newest', 'best'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

const A_DAY =
  'A time as RFC 3339 writes it, or a day in my time zone: `2027-01-31`, `2027-01`, `2027`, `today`, `yesterday`, `7d`, `monday`, `last-week`; the words also in German, Arabic and Japanese.';

const Value = (description: string, example: string) =>
  TextOfLength(1, MAX_OPERATOR_VALUE_LENGTH, { required: false, description, example });

/** What is searched for. Every parameter but `q` means what the operator of its name means in `q`. */
export class SearchQueryDto extends PageQuery {
  @MayBeAbsent()
  @TextOfLength(0, MAX_QUERY_LENGTH, {
    required: false,
    description:
      'Words, "phrases" and operators, all of which must hold; `-` before one of them: must not. A word finds what begins with it.',
    example: 'housing from:ana has:image -draft',
  })
  q?: string;

  @MayBeAbsent()
  @Value('Who wrote it: an id, a username or a name; `me`.', 'ana.berg')
  from?: string;

  @MayBeAbsent()
  @Value('In which conversation: its id, the name of a group, or of the other person.', 'Riverside pilot')
  in?: string;

  @MayBeAbsent()
  @Value('What its subject contains.', 'Budget Q4')
  subject?: string;

  @ApiProperty({ required: false, enum: HAS_VALUES, description: 'What it has beside words.' })
  @MayBeAbsent()
  @IsIn(HAS_VALUES)
  has?: HasValue;

  @ApiProperty({ required: false, enum: IS_VALUES, description: 'What it is for me.' })
  @MayBeAbsent()
  @IsIn(IS_VALUES)
  is?: IsValue;

  @MayBeAbsent()
  @Value(`Written before it. ${A_DAY}`, '2027-01-31')
  before?: string;

  @MayBeAbsent()
  @Value(`Written after it; after a day, a month or a year is over. ${A_DAY}`, 'last-week')
  after?: string;

  @MayBeAbsent()
  @Value(`Written on that day, or in that week, month or year. ${A_DAY}`, 'yesterday')
  on?: string;

  @ApiProperty({
    required: false,
    enum: SEARCH_ORDERS,
    default: 'newest',
    description: '`best` orders the newest two hundred of what is found.',
  })
  @MayBeAbsent()
  @IsIn(SEARCH_ORDERS)
  sort: SearchOrder = 'newest';
}
