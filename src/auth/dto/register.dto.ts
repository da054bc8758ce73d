import { MayBeAbsent, TextOfLength } from '../../core/http/field-rules.js';
import { type Delivery, DeliveryField } from './delivery.js';
import { NewAccountFields } from './new-account.dto.js';

/** A new account, made by the person themselves. */
export class RegisterDto extends NewAccountFields {
  @MayBeAbsent()
  @TextOfLength(1, 100, {
    required: false,
    example: 'hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE',
    description: 'From the link of an invitation. Needed unless registration is open.',
  })
  inviteToken?: string;

  @DeliveryField()
  delivery?: Delivery;
}
