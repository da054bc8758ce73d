import { MayBeAbsent } from '../../core/http/field-rules.js';
import { EmailAddress, NewPassword, PersonalLine, Username } from '../../users/dto/account-fields.js';

/** What every new account needs, whoever makes it. */
export class NewAccountFields {
  @Username()
  username: string;

  @EmailAddress()
  email: string;

  @NewPassword()
  password: string;

  @MayBeAbsent()
  @PersonalLine('Ana')
  firstName?: string;

  @MayBeAbsent()
  @PersonalLine('Berg')
  lastName?: string;
}
