import { Injectable } from '@nestjs/common';
import { ConversationNames } from '../../messages/conversations/conversation-names.js';
import { Accounts } from '../../users/accounts.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { cardOf } from '../../users/user-card.js';
import { type UserCard, UserCards } from '../../users/user-cards.js';
import type { InterpretedDto } from '../dto/search-page.dto.js';
import { HAS_VALUES, IS_VALUES, type TypedOperator } from './search-query.js';
import { phraseTerm, type Term, wordTerm } from './terms.js';
import { type SearchMoment, timeSpan } from './time-spans.js';

/** Whoever searches, and when. */
export interface Searcher extends SearchMoment {
  readonly userId: string;
}

/** An operator, as it is answered, and what it means besides. */
export interface ReadOperator {
  readonly interpreted: InterpretedDto;
  /** Of `subject`. */
  readonly subject?: Term;
}

/** Of a name that fits more people or conversations, the best ones count. */
const MOST_NAMED = 20;
/** That is how people call themselves; no username is so short. */
const MYSELF = 'me';

/** Understands operators; one that means nothing is explained. */
@Injectable()
export class OperatorReader {
  constructor(
    private readonly accounts: Accounts,
    private readonly cards: UserCards,
    private readonly conversations: ConversationNames,
  ) {}

  /** In their order. */
  read(searcher: Searcher, operators: readonly TypedOperator[]): Promise<ReadOperator[]> {
    return Promise.all(operators.map((typed) => this.readOne(searcher, typed)));
  }

  private async readOne(searcher: Searcher, typed: TypedOperator): Promise<ReadOperator> {
    const { operator } = typed;
    const value = bareValue(typed);
    if (value === '') return nothing(typed, 'no_value');
    switch (operator) {
      case 'from':
        return people(typed, await this.peopleMeant(searcher.userId, value));
      case 'in': {
        const found = await this.conversations.find(searcher.userId, value, MOST_NAMED);
        if (!found[0]) return nothing(typed, 'no_conversation');
        return { interpreted: { ...answer(typed, found[0].id), conversations: found } };
      }
      case 'subject': {
        const subject = subjectTerm(typed);
        return subject ? { interpreted: answer(typed, value), subject } : nothing(typed, 'no_subject');
      }
      case 'has':
        return listed(typed, HAS_VALUES);
      case 'is':
        return listed(typed, IS_VALUES);
      case 'before':
      case 'after':
      case 'on':
        return time(typed, searcher);
    }
  }

  private async peopleMeant(me: string, name: string): Promise<UserCard[]> {
    const [meant] = await this.cards.resolve([name.toLowerCase() === MYSELF ? me : name]);
    return meant ? [meant] : (await this.accounts.withNamesLike(name, MOST_NAMED)).map(cardOf);
  }
}

/** Without the sign that names are written with: alone it is a name that is not typed yet. */
function bareValue({ operator, value }: TypedOperator): string {
  if (operator === 'from') return value.replace(/^@/, '');
  return operator === 'in' ? value.replace(/^#/, '') : value;
}

function answer({ operator, value, isExcluded }: TypedOperator, resolved: string | null): InterpretedDto {
  return { operator, value, excluded: isExcluded, resolved };
}

function nothing(typed: TypedOperator, problem: NonNullable<InterpretedDto['problem']>): ReadOperator {
  return { interpreted: { ...answer(typed, null), problem } };
}

function people(typed: TypedOperator, found: UserCard[]): ReadOperator {
  const [best] = found;
  return best
    ? { interpreted: { ...answer(typed, best.id), people: found.map((card) => UserCardDto.from(card)) } }
    : nothing(typed, 'nobody');
}

/** Several words: next to each other. */
function subjectTerm({ value, isExcluded }: TypedOperator): Term | undefined {
  return /\s/.test(value) ? phraseTerm(value, isExcluded) : wordTerm(value, isExcluded);
}

function listed(typed: TypedOperator, values: readonly string[]): ReadOperator {
  const word = typed.value.toLowerCase();
  return values.includes(word) ? { interpreted: answer(typed, word) } : nothing(typed, 'unknown_value');
}

function time(typed: TypedOperator, moment: SearchMoment): ReadOperator {
  const span = timeSpan(typed.value, moment);
  if (!span) return nothing(typed, 'no_time');
  const [since, until] = [span.since.toISOString(), span.until.toISOString()];
  const meant = {
    before: { since: null, until: since },
    after: { since: until, until: null },
    on: { since, until },
  }[typed.operator as 'before' | 'after' | 'on'];
  return { interpreted: { ...answer(typed, since), ...meant } };
}
