import { Injectable } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { MessageDto } from './message.dto.js';

/** Something that a feature adds to messages, declared once for all features. */
export interface MessagePart<Value> {
  /** Its field of MessageDto; absent where a message has none. */
  readonly field: string;
  /** A power of two, the same for ever: it stands in `messages.parts` of each message that has one. */
  readonly bit: number;
  /** Only for the type of what is loaded. */
  readonly value?: Value;
}

/** One message among those of several conversations. */
export interface MessagePlace {
  readonly conversationId: string;
  readonly seq: number;
}

/**
 * Reads this part of all messages of an answer at once; `reader` is undefined for what everybody is told. What it has
 * nothing for is shown without the field.
 */
export type LoadPart<Value> = (
  places: readonly MessagePlace[],
  reader: string | undefined,
) => Promise<ReadonlyMap<string, Value>>;

/** The fields of a message that features added. */
export type AddedFields = Readonly<Record<string, unknown>>;

/** What names a message in the answer of a loader. */
export const placeKey = ({ conversationId, seq }: MessagePlace): string => `${conversationId}/${seq}`;

/** So many bits has the column. */
const HIGHEST_BIT = 2 ** 30;
const declared: { readonly part: MessagePart<unknown>; readonly schema: ApiPropertyOptions }[] = [];
const shownBy: object[] = [MessageDto.prototype];

/** Declares a part beside its feature, with how the API document describes its field. Throws when field or bit is taken. */
export function defineMessagePart<Value>(part: MessagePart<Value>, schema: ApiPropertyOptions): MessagePart<Value> {
  const { field, bit } = part;
  if (bit < 1 || bit > HIGHEST_BIT || (bit & (bit - 1)) !== 0) throw new Error(`${bit} is not one bit.`);
  const other = declared.find((one) => one.part.field === field || one.part.bit === bit);
  if (other) throw new Error(`The field ${field} or its bit ${bit} is taken by ${other.part.field}.`);
  declared.push({ part, schema });
  for (const prototype of shownBy) ApiProperty({ ...schema, required: false } as ApiPropertyOptions)(prototype, field);
  return part;
}

/** For a DTO that extends MessageDto: it has every part too, whenever that is declared. */
export function ShowsMessageParts(): ClassDecorator {
  return ({ prototype }) => {
    shownBy.push(prototype as object);
    for (const { part, schema } of declared) {
      ApiProperty({ ...schema, required: false } as ApiPropertyOptions)(prototype as object, part.field);
    }
  };
}

const NOTHING: AddedFields = {};

/** Adds to messages what features have for them; one that has none of it costs nothing. */
@Injectable()
export class MessageParts {
  private readonly loaders = new Map<MessagePart<unknown>, LoadPart<unknown>>();

  /** To be called in `onModuleInit`. */
  onLoad<Value>(part: MessagePart<Value>, load: LoadPart<Value>): void {
    this.loaders.set(part, load);
  }

  /** The added fields of each of these messages: a question for each part that any of them has. Deleted ones have none. */
  async of(
    rows: readonly (MessagePlace & { readonly parts: number; readonly deletedAt: Date | null })[],
    reader: string | undefined,
  ): Promise<(place: MessagePlace) => AddedFields> {
    const having = rows.filter(({ parts, deletedAt }) => parts !== 0 && deletedAt === null);
    if (having.length === 0) return () => NOTHING;
    const found = new Map<string, Record<string, unknown>>();
    const load = async ([{ field, bit }, loader]: [MessagePart<unknown>, LoadPart<unknown>]): Promise<void> => {
      const places = having.filter(({ parts }) => (parts & bit) !== 0);
      if (places.length === 0) return;
      for (const [key, value] of await loader(places, reader)) found.set(key, { ...found.get(key), [field]: value });
    };
    await Promise.all([...this.loaders].map(load));
    return (place) => found.get(placeKey(place)) ?? NOTHING;
  }
}
