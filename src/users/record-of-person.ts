import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { PersonalData } from './personal-data.js';

/** Takes from the audit record what says who somebody was; by the later round, when their anonymisation is sealed in it. */
@Injectable()
export class RecordOfPerson implements OnModuleInit {
  constructor(
    private readonly personalData: PersonalData,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.personalData.onErase((tx, userId) => this.audit.erase(tx, userId));
  }
}
