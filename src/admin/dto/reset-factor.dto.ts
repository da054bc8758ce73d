import { ShownName, TextOfLength } from '../../core/http/field-rules.js';

/** Why somebody's second factors are taken. */
export class ResetFactorDto {
  @ShownName()
  @TextOfLength(1, 200, { example: 'Lost the phone; identity checked in person.', description: 'Stays on record.' })
  reason: string;
}
