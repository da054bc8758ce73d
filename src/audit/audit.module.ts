import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditChain } from './audit-chain.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditHealth } from './audit-health.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditTrail } from './audit-trail.js';
import { AuditRepository } from './audit.repository.js';
import { DeniedAccess } from './denied-access.js';
import { LogAuditHead } from './log-audit-head.js';

/** What administrators did, on record. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry])],
  providers: [
    AuditRepository,
    AuditChainRepository,
    AuditTrail,
    AuditSealer,
    AuditChain,
    AuditHealth,
    LogAuditHead,
    DeniedAccess,
  ],
  exports: [AuditTrail, AuditChain],
})
export class AuditModule {}
