import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation } from '@nestjs/swagger';
import { IsInt, IsUUID, Min } from 'class-validator';
import { TextOfLength } from '../../../src/core/http/field-rules.js';
import { CurrentPrincipal, RequirePermission } from '../../../src/core/security/decorators.js';
import type { Principal } from '../../../src/core/security/principal.js';
import { MAX_NOTE_LENGTH } from './note.limits.js';
import { NotePermission } from './note.permissions.js';
import { Notes } from './notes.js';

/** The note of which everybody is to be reminded. */
class RemindDto {
  @IsUUID()
  conversationId: string;

  @IsInt()
  @Min(1)
  seq: number;

  @TextOfLength(1, MAX_NOTE_LENGTH)
  text: string;
}

@Controller('notes')
export class NotesController {
  constructor(private readonly notes: Notes) {}

  @Post('reminders')
  @HttpCode(202)
  @RequirePermission(NotePermission.Remind)
  @ApiOperation({ operationId: 'remindOfNote', summary: 'Remind of a note', description: 'Tells everybody again.' })
  @ApiAcceptedResponse({ description: 'They will be told.' })
  remind(@CurrentPrincipal() principal: Principal, @Body() { conversationId, seq, text }: RemindDto): Promise<void> {
    return this.notes.remind(principal, conversationId, { seq, userId: principal.userId, text });
  }
}
