import { Injectable } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Tx } from '../../core/database/unit-of-work.js';
import { MessageDto } from './message.dto.js';

/** Something that a feature adds to messages, declared once for all features. */
export interface MessagePart<Value> {
  /** Its field of MessageDto; where a message has none it is absent, or empty when MessageDto has the field itself. */
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

/** A message, and which parts it has. */
export type PartRow = MessagePlace & { readonly parts: number; readonly deletedAt: Date | null };

/**
 * Reads this part of all messages of an answer at once; `reader` is undefined for what everybody is told. What it has
 * nothing for is shown without the field.
 */
export type LoadPart<Value> = (
  places: readonly MessagePlace[],
  reader: string | undefined,
) => Promise<ReadonlyMap<string, Value>>;

/** Erases this part of messages that were deleted for everyone and cannot be restored any more. */
export type ErasePart = (tx: Tx, places: readonly MessagePlace[]) => Promise<void>;

/** The fields of a message that features added. */
export type AddedFields = Readonly<Record<string, unknown>>;

/** What names a message in the answer of a loader. */
export const placeKey = ({ conversationId, seq }: MessagePlace): string => `${conversationId}/${seq}`;

/** So many bits has the column. */
const HIGHEST_BIT = 2 ** 30;
interface Declared {
  readonly part: MessagePart<unknown>;
  readonly schema: ApiPropertyOptions | undefined;
}

const declared: Declared[] = [];
const shownBy: object[] = [MessageDto.prototype];

/**
 * Declares a part beside its feature, with how the API document describes its field, unless MessageDto does. Throws when
 * field or bit is taken.
 */
export function defineMessagePart<Value>(part: MessagePart<Value>, schema?: ApiPropertyOptions): MessagePart<Value> {
  const { field, bit } = part;
  if (bit < 1 || bit > HIGHEST_BIT || (bit & (bit - 1)) !== 0) throw new Error(`${bit} is not one bit.`);
  const other = declared.find((one) => one.part.field === field || one.part.bit === bit);
  if (other) throw new Error(`The field ${field} or its bit ${bit} is taken by ${other.part.field}.`);
  declared.push({ part, schema });
  for (const prototype of shownBy) describe(prototype, { part, schema });
  return part;
}

/** For a DTO that extends MessageDto: it has every part too, whenever that is declared. */
export function ShowsMessageParts(): ClassDecorator {
  return ({ prototype }) => {
    shownBy.push(prototype as object);
    for (const one of declared) describe(prototype as object, one);
  };
}

function describe(prototype: object, { part, schema }: Declared): void {
  if (schema) ApiProperty({ ...schema, required: false } as ApiPropertyOptions)(prototype, part.field);
}

const NOTHING: AddedFields = {};

/** Adds to messages what features have for them; one that has none of it costs nothing. */
@Injectable()
export class MessageParts {
  private readonly loaders = new Map<MessagePart<unknown>, LoadPart<unknown>>();
  private readonly erasers = new Map<number, ErasePart>();

  /** To be called in `onModuleInit`. */
  onLoad<Value>(part: MessagePart<Value>, load: LoadPart<Value>): void {
    this.loaders.set(part, load);
  }

  /** To be called in `onModuleInit` where something is stored that must not outlive its message. */
  onErase({ bit }: MessagePart<unknown>, erase: ErasePart): void {
    this.erasers.set(bit, erase);
  }

  /** Erases what features stored of messages that are gone for good. */
  async erase(tx: Tx, gone: readonly (MessagePlace & { readonly parts: number })[]): Promise<void> {
    for (const [bit, erase] of this.erasers) {
      const places = gone.filter(({ parts }) => (parts & bit) !== 0);
      if (places.length > 0) await erase(tx, places);
    }
  }

  /** The added fields of each of these messages: a question for each part that any of them has. Deleted ones have none. */
  async of(rows: readonly PartRow[], reader: string | undefined): Promise<(place: MessagePlace) => AddedFields> {
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
