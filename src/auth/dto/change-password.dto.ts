import { NewPassword, ProvenPassword } from '../../users/dto/account-fields.js';

/** The password I have and the one I want. */
export class ChangePasswordDto {
  @ProvenPassword()
  currentPassword: string;

  @NewPassword()
  newPassword: string;
}
