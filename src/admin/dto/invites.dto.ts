import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsEmail, IsInt, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { EMAIL_RULES, EmailAddress } from '../../users/dto/account-fields.js';
import { MAX_EMAIL_LENGTH } from '../../users/users.limits.js';
import { INVITE_MAILS, INVITE_STATES, type InviteMail, type InviteState } from '../../auth/registration/invite.js';

const MAX_INVITES = 100;

/** Whom an invitation is for, and how long it lasts. */
export class CreateInviteDto {
  @MayBeAbsent()
  @EmailAddress({ required: false, description: 'The account must have this address. Left out: any.' })
  email?: string;

  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_INVITES)
  @IsEmail(EMAIL_RULES, { each: true, message: 'Each must be an email address' })
  @MaxLength(MAX_EMAIL_LENGTH, { each: true })
  @ApiProperty({
    type: [String],
    required: false,
    minItems: 1,
    maxItems: MAX_INVITES,
    example: ['ben.cole@example.org', 'cy.diaz@example.org'],
    description: 'One invitation for each of these, once however often it is named. Not together with `email`.',
  })
  emails?: string[];

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'Mails each link to its address as well; needs `email` or `emails`, and `features.mail` of `/meta`.',
  })
  mail?: boolean;

  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(90)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 90,
    default: 7,
    required: false,
    description: 'How long it lasts.',
  })
  expiresInDays?: number;

  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(1_000)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 1_000,
    default: 1,
    required: false,
    description: 'How many accounts can be made with it.',
  })
  maxUses?: number;
}

/** An invitation, as administrators see it. */
export class InviteDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: 'ben.cole@example.org', description: 'Null: for anybody.' })
  email: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  maxUses: number;
  @ApiProperty({ type: 'integer', example: 0 })
  uses: number;

  @ApiProperty({ enum: INVITE_STATES, enumName: 'InviteState', example: 'open' })
  /** Only `open` lets somebody in; `void`: whoever made it may not invite any more. */
  state: InviteState;

  @ApiProperty({
    enum: INVITE_MAILS,
    enumName: 'InviteMail',
    nullable: true,
    example: 'sent',
    description:
      'What became of the mail with it: `failed` where the mail server will never take it. Null: none was asked for.',
  })
  mail: InviteMail | null;

  /** Who made it. */
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  createdBy: string;
  /** The same, as people see them. */
  inviter: UserCardDto;
  /** @example 2026-11-24T08:15:00.000Z */
  createdAt: Date;
  /** @example 2026-12-01T08:15:00.000Z */
  expiresAt: Date;
}

/** A new invitation with its token, which is shown this once. */
export class NewInviteDto extends InviteDto {
  /**
   * Kept nowhere: only its hash is.
   * @example hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE
   */
  token: string;
  /**
   * The link to send. It begins at the public address of the server when one is set.
   * @example https://parley.example.org/register?invite=hN3kPq8sVw1xZb6cYd0eRf5gTj7mUo2iAl4nXr9tKvE
   */
  url: string;
}

/** Several new invitations, in the order of their addresses. */
export class NewInvitesDto {
  items: NewInviteDto[];
}

/** One page of invitations, the newest first. */
export class InvitePageDto {
  items: InviteDto[];
  /**
   * Null on the last page.
   * @example WyIwMTkyZjNjNC01ZDZlLTdmODAtOWExYi0yYzNkNGU1ZjYwNzEiXQ
   */
  nextCursor: string | null;
}
