import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { DomainError } from '../errors/domain-error.js';
import { type FieldError, InvalidText, MAX_ERRORS, ValidationFailed } from '../errors/request-problems.js';
import { refuseForbiddenKeys } from './forbidden-keys.js';
import { clip, escapePointer, unstorableTexts } from './text.js';

/** Checks every body, query and parameter against its DTO; unknown fields are refused, each wrong field is named. */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => refusalOf(errors.flatMap((error) => fieldErrors(error, ''))),
  });

  async transform(sent: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return sent;
    // A request without a body is one without fields: what is missing is then named field by field.
    const value = metadata.type === 'body' && sent === undefined ? {} : sent;
    const broken = unstorableTexts(
      value,
      metadata.type === 'param' && typeof value === 'string' ? `/${metadata.data}` : '',
    );
    if (broken.length > 0) throw new InvalidText(broken);
    if (metadata.type === 'body') refuseForbiddenKeys(value);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw ValidationFailed.at('', 'not_an_object', 'Send a JSON object as the body.');
    }
    if (typeof value !== 'object' || value === null || !metadata.metatype) {
      return this.validation.transform(value, metadata);
    }
    const { known, errors } = separateFields(metadata.metatype, value);
    try {
      const dto: unknown = await this.validation.transform(known, metadata);
      if (errors.length > 0) throw new ValidationFailed([]);
      return dto;
    } catch (error) {
      throw error instanceof ValidationFailed ? refusalOf([...errors, ...error.errors]) : error;
    }
  }
}

const fieldsOf = new WeakMap<object, ReadonlySet<string>>();

/**
 * The fields of a DTO, and an error for each other one. class-validator looks through all its rules for every field
 * that it does not know, and takes names that every object has, such as `toString`, for known. Socket frames use it too.
 */
export function separateFields(dto: new (...parameters: never[]) => object, value: object) {
  const fields = fieldsOf.get(dto) ?? fieldsIn(dto);
  fieldsOf.set(dto, fields);
  const [known, unknown] = [true, false].map((isKnown) =>
    Object.entries(value).filter(([name]) => fields.has(name) === isKnown),
  ) as [[string, unknown][], [string, unknown][]];
  return {
    known: Object.fromEntries(known),
    errors: unknown.slice(0, MAX_ERRORS).map(([name]) => unknownField(name)),
  };
}

function fieldsIn(dto: new (...parameters: never[]) => object): ReadonlySet<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return new Set(rules.map(({ propertyName }) => propertyName));
}

/** Flattens class-validator's tree into one entry for each wrong field. Socket frames use it too. */
export function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${escapePointer(clip(error.property))}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    code: CODES[constraint] ?? constraint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    detail: sentence(
      constraint === 'whitelistValidation'
        ? `${clip(error.property)} is not a field of this request`
        : inWords(constraint, message, error.property),
    ),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, pointer))];
}

/** The problem that wrong fields come to; texts with nothing to see are one of their own. Socket frames use it too. */
export function refusalOf(errors: readonly FieldError[]): DomainError {
  const [first] = errors;
  const isTextOnly = errors.every(({ code }) => code === 'invalid_text');
  return first && isTextOnly
    ? new InvalidText(
        errors.map(({ pointer }) => pointer),
        first.detail,
      )
    : new ValidationFailed(errors);
}

function unknownField(name: string): FieldError {
  return {
    pointer: `/${escapePointer(clip(name))}`,
    code: 'unknown_field',
    detail: `${clip(name)} is not a field of this request.`,
  };
}

const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown_field',
  isUuid: 'invalid_uuid',
  isString: 'not_a_string',
  isBoolean: 'not_a_boolean',
  isInt: 'not_an_integer',
  isArray: 'not_an_array',
  isObject: 'not_an_object',
  nestedValidation: 'not_an_object',
  isEnum: 'not_allowed_value',
  isIn: 'not_allowed_value',
  isEmail: 'invalid_email',
  textLength: 'invalid_length',
  arrayMinSize: 'too_few',
  arrayMaxSize: 'too_many',
  min: 'too_small',
  max: 'too_large',
  isNotEmpty: 'required',
};

/** What class-validator says as a programmer would; `limit` is the number in its message. */
const IN_WORDS: Readonly<Record<string, (field: string, limit?: string) => string>> = {
  arrayUnique: (field) => `${field} must name each entry once`,
  arrayMinSize: (field, limit) => `${field} must have at least ${limit} ${limit === '1' ? 'entry' : 'entries'}`,
  arrayMaxSize: (field, limit) => `${field} may have at most ${limit} ${limit === '1' ? 'entry' : 'entries'}`,
  nestedValidation: (field) => `${field} must be an object`,
};

/** People read it too: `firstName must be …` is "First name must be …". */
function inWords(constraint: string, message: string, property: string): string {
  const field = property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const isOfEach = message.startsWith(`each value in ${property} `);
  if (isOfEach) return `each entry of ${field}${message.slice(`each value in ${property}`.length)}`;
  const plain = IN_WORDS[constraint]?.(field, /\d+/.exec(message)?.[0]);
  if (plain) return plain;
  return message.startsWith(`${property} `) ? field + message.slice(property.length) : message;
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
