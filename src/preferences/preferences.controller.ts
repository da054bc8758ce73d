import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { BodyFields, CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UserPermission } from '../users/users.permissions.js';
import { PreferencesDto, UpdatePreferencesDto } from './dto/preferences.dto.js';
import { PreferencesTooLarge, TooManyPreferences } from './preferences.errors.js';
import { MAX_PREFERENCE_BYTES } from './preferences.limits.js';
import { PreferencesService } from './preferences.service.js';

@ApiTags('people')
@Controller('users/me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get()
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'getPreferences',
    summary: 'What I chose for myself',
    description: 'Colours, keys and the like, the same for all my devices. What they mean only clients know.',
  })
  @ApiOkResponse({ type: PreferencesDto })
  get(@CurrentPrincipal() principal: Principal): Promise<PreferencesDto> {
    return this.preferences.get(principal);
  }

  @Patch()
  @RequirePermission(UserPermission.Own)
  // As many as the longest value can have in it.
  @BodyFields(MAX_PREFERENCE_BYTES / 2)
  @ApiOperation({
    operationId: 'updatePreferences',
    summary: 'Choose something for myself',
    description:
      'Changes the keys that are named and leaves the others, so that two devices which choose different things keep both. Of the same key the last one counts. All my connections hear of it.',
  })
  @ApiOkResponse({ type: PreferencesDto, description: 'All that I chose, as it is now.' })
  @ApiProblems(TooManyPreferences, PreferencesTooLarge)
  update(@CurrentPrincipal() principal: Principal, @Body() dto: UpdatePreferencesDto): Promise<PreferencesDto> {
    return this.preferences.update(principal, dto);
  }
}
