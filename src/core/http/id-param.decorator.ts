import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ValidationFailed } from '../errors/request-problems.js';
import { isUuid } from '../uuid.js';

/** A UUID in the path, lower-cased, and documented as such. */
export const IdParam = (name: string, description: string): ParameterDecorator =>
  documentedParam(name, { type: 'string', format: 'uuid' }, description, uuidPipe(name));

/** A message's place in its conversation: a whole number from 1. */
export const SeqParam = (name = 'seq'): ParameterDecorator =>
  documentedParam(
    name,
    { type: 'integer', minimum: 1 },
    'The place of the message in its conversation.',
    wholeNumberPipe(name),
  );

/** A size in pixels. */
export const SizeParam = (name: string, description: string): ParameterDecorator =>
  documentedParam(name, { type: 'integer', minimum: 1 }, description, wholeNumberPipe(name));

function documentedParam(
  name: string,
  schema: { type: 'string' | 'integer'; format?: string; minimum?: number },
  description: string,
  pipe: PipeTransform,
): ParameterDecorator {
  return (target, key, index) => {
    if (key === undefined) throw new Error('Path parameters belong to methods.');
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    if (descriptor) ApiParam({ name, description, schema })(target, key, descriptor);
    Param(name, pipe)(target, key, index);
  };
}

function uuidPipe(name: string): PipeTransform<string, string> {
  return {
    transform(value) {
      const id = value.toLowerCase();
      if (!isUuid(id)) throw ValidationFailed.at(`/${name}`, 'invalid_uuid', `${name} must be a UUID.`);
      return id;
    },
  };
}

function wholeNumberPipe(name: string): PipeTransform<string, number> {
  return {
    transform(value) {
      if (!/^[1-9]\d{0,14}$/.test(value)) {
        throw ValidationFailed.at(`/${name}`, 'not_an_integer', `${name} must be a whole number from 1.`);
      }
      return Number(value);
    },
  };
}
