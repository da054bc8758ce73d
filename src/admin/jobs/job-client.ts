import type { ClientInfo } from '../../core/http/client-info.js';
import type { AdminJob } from './admin-job.entity.js';

/** What stands on record beside each act of a job: from where it was asked for, and the job as its request. */
export function clientOf({ id, ip, userAgent }: Pick<AdminJob, 'id' | 'ip' | 'userAgent'>): ClientInfo {
  return { ip, userAgent, requestId: id };
}
