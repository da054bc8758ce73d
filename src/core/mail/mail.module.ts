import { Global, Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { MailHealth } from './mail-health.js';
import { Mailer } from './mailer.js';

/** Mail to people, where the operator named a server that takes it. */
@Global()
@Module({ imports: [OrganisationModule], providers: [Mailer, MailHealth], exports: [Mailer] })
export class MailModule {}
