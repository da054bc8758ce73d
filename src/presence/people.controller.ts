import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { UserNotFound } from '../users/users.errors.js';
import { PersonDto } from './dto/person.dto.js';
import { PeopleService } from './people.service.js';
import { UserPermission } from '../users/users.permissions.js';

/** One person of the directory; the list of them is in the users feature. */
@ApiTags('people')
@Controller('users')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get(':id')
  @RequirePermission(UserPermission.ReadDirectory)
  @ApiOperation({
    operationId: 'getUser',
    summary: 'One person',
    description:
      'A person of the directory, with their presence as far as I may know it. Somebody who has left is still found by id, because their history stays.',
  })
  @ApiOkResponse({ type: PersonDto, description: 'The person.' })
  @ApiProblems(UserNotFound)
  get(@CurrentPrincipal() principal: Principal, @IdParam('id', 'The person.') id: string): Promise<PersonDto> {
    return this.people.get(principal, id);
  }
}
