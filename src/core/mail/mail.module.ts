import { Global, Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { Mailer } from './mailer.js';

/** Mail to people, where the operator named a server that takes it. */
@Global()
@Module({ imports: [OrganisationModule], providers: [Mailer], exports: [Mailer] })
export class MailModule {}
