import { TextOfLength } from '../../../core/http/field-rules.js';
import { HeirsDto } from './heirs.dto.js';

/** That it is meant: what is taken away is not given back. */
export class AnonymiseAccountDto extends HeirsDto {
  @TextOfLength(1, 100, { example: 'ana.berg', description: 'The username of the account, as it is written.' })
  confirm: string;
}
