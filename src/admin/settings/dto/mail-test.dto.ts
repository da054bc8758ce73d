import { ApiProperty } from '@nestjs/swagger';

/** What came of a test mail. */
export class MailTestDto {
  /**
   * Whether the mail server took it.
   * @example true
   */
  isSent: boolean;
  /**
   * Where it was sent to.
   * @example ana.berg@example.org
   */
  address: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why it was not sent, for whoever runs the server: what is missing, or what the mail server answered.',
  })
  problem: string | null;
}
