import { MayBeAbsent, TextOfLength } from '../../core/http/field-rules.js';
import { MAX_ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { PersonalLine } from '../../users/dto/account-fields.js';
import { type Delivery, DeliveryField } from './delivery.js';
import { NewAccountFields } from './new-account.dto.js';

/** The first account, which becomes the superuser. */
export class SetUpDto extends NewAccountFields {
  @TextOfLength(1, 200, {
    example: 'q8Vt0nXrY5wLk2mPz7sHcJ4dFgB1aNe6uTiKoRyWvZx',
    description: 'From the link that the server prints when it starts.',
  })
  token: string;

  @MayBeAbsent()
  @PersonalLine('Northwind Logistics', { min: 1, max: MAX_ORGANISATION_NAME, description: 'What people know it by.' })
  organisationName?: string;

  @DeliveryField()
  delivery?: Delivery;
}
