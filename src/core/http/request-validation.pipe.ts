import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { DomainError } from '../errors/domain-error.js';
import { type FieldError, InvalidText, NestedTooDeeply, ValidationFailed } from '../errors/request-problems.js';
import { escapePointer, isNestedTooDeeply, MAX_NESTING, unstorableTexts } from './text.js';

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
    if (isNestedTooDeeply(value)) throw new NestedTooDeeply(MAX_NESTING);
    const broken = unstorableTexts(
      value,
      metadata.type === 'param' && typeof value === 'string' ? `/${metadata.data}` : '',
    );
    if (broken.length > 0) throw new InvalidText(broken);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw ValidationFailed.at('', 'not_an_object', 'Send a JSON object as the body.');
    }
    refuseInheritedNames(value);
    return this.validation.transform(value, metadata);
  }
}

/**
 * Refuses fields named like something that every object has, such as `toString`: class-validator finds those among
 * the known ones, whatever the DTO. Socket frames use it too.
 */
export function refuseInheritedNames(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const names = Object.keys(value).filter((name) => name in Object.prototype);
  if (names.length > 0) throw new ValidationFailed(names.map(unknownField));
}

/** Flattens class-validator's tree into one entry for each wrong field. Socket frames use it too. */
export function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    pointer,
    code: CODES[constraint] ?? constraint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    detail: sentence(
      constraint === 'whitelistValidation' ? `${error.property} is not a field of this request` : message,
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
    pointer: `/${escapePointer(name)}`,
    code: 'unknown_field',
    detail: `${name} is not a field of this request.`,
  };
}

const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown_field',
  isUuid: 'invalid_uuid',
  isString: 'not_a_string',
  isBoolean: 'not_a_boolean',
  isInt: 'not_an_integer',
  isArray: 'not_an_array',
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

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}
