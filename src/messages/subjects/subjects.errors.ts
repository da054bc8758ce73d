import { defineProblem } from '../../core/errors/domain-error.js';
import { MAX_MERGED } from './subjects.limits.js';

/** Also thrown when it is hidden from this person, and when it became part of another. */
export class SubjectNotFound extends defineProblem('subject_not_found', 404, 'Subject not found') {
  constructor() {
    super('There is no such subject in this conversation, or it became part of another one.');
  }
}

/** Each subject that became part of one makes reading that one a little dearer. */
export class TooManyMerged extends defineProblem('too_many_merged', 409, 'Too many subjects in one') {
  constructor() {
    super(`A subject can take in ${MAX_MERGED} others. Move the messages instead.`);
  }
}
