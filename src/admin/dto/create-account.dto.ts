import { IntersectionType } from '@nestjs/swagger';
import { NewAccountFields } from '../../auth/dto/new-account.dto.js';
import { AccountFlags } from './account-flags.dto.js';

/** An account made for somebody else; they can sign in with it at once. */
export class CreateAccountDto extends IntersectionType(NewAccountFields, AccountFlags) {}
