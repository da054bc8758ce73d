import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { BeforeSecondFactor, CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { PeopleQuery, UserPageDto } from './dto/list-users.dto.js';
import { MeDto } from './dto/me.dto.js';
import { UpdateMeDto } from './dto/update-me.dto.js';
import { EmailManaged } from './users.errors.js';
import { UsersService } from './users.service.js';
import { UserPermission } from './users.permissions.js';

/** Oneself, and the directory of the people one can write to. One of them is shown by the presence feature. */
@ApiTags('people')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('me')
  @RequirePermission(UserPermission.Own)
  @BeforeSecondFactor()
  @ApiOperation({ operationId: 'getMe', summary: 'My account', description: 'The account of whoever asks, in full.' })
  @ApiOkResponse({ type: MeDto, description: 'My account.' })
  getMe(@CurrentPrincipal() principal: Principal): Promise<MeDto> {
    return this.users.getMe(principal);
  }

  @Patch('me')
  @RequirePermission(UserPermission.Own)
  @ApiOperation({
    operationId: 'updateMe',
    summary: 'Change my account',
    description:
      'Changes the fields that are sent and leaves the others. The username stays; so does the address, which administrators change.',
  })
  @ApiOkResponse({ type: MeDto, description: 'My account as it is now.' })
  @ApiProblems(EmailManaged)
  updateMe(@CurrentPrincipal() principal: Principal, @Body() changes: UpdateMeDto): Promise<MeDto> {
    return this.users.updateMe(principal, changes);
  }

  @Get()
  @RequirePermission(UserPermission.ReadDirectory)
  @ApiOperation({
    operationId: 'listUsers',
    summary: 'Find people',
    description:
      'The active people of the organisation, by username, a page at a time. E-mail addresses are not shown.',
  })
  @ApiOkResponse({ type: UserPageDto, description: 'One page of people.' })
  list(@Query() query: PeopleQuery): Promise<UserPageDto> {
    return this.users.list(query);
  }
}
