import type { PartHealthDto } from '../../api/models/part-health-dto';
import type { PartState } from '../../api/models/part-state';
import { bytesText } from '../../core/bytes-text';
import { numberText } from '../../core/number-text';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import type { IconName } from '../../ui/icon-shapes';

export const STATE_WORDS: Readonly<Record<PartState, { readonly label: PlainKey; readonly icon: IconName }>> = {
  ok: { label: 'health.ok', icon: 'check' },
  degraded: { label: 'health.degraded', icon: 'alert' },
  down: { label: 'health.down', icon: 'close' },
};

const PARTS: Readonly<Record<string, PlainKey>> = {
  audit: 'health.part.audit',
  bus: 'health.part.bus',
  clock: 'health.part.clock',
  database: 'health.part.database',
  disk: 'health.part.disk',
  files: 'health.part.files',
  jobs: 'health.part.jobs',
  mail: 'health.part.mail',
  nodes: 'health.part.nodes',
  outbox: 'health.part.outbox',
  writes: 'health.part.writes',
};

const TO_DO: Readonly<Record<string, PlainKey>> = {
  behind: 'health.do.behind',
  bus_away: 'health.do.bus_away',
  check_failed: 'health.do.check_failed',
  clock_far_wrong: 'health.do.clock_far_wrong',
  clock_wrong: 'health.do.clock_wrong',
  few_connections_left: 'health.do.few_connections_left',
  full: 'health.do.full',
  jobs_failed: 'health.do.jobs_failed',
  jobs_late: 'health.do.jobs_late',
  little_room: 'health.do.little_room',
  mail_failed: 'health.do.mail_failed',
  no_answer: 'health.do.no_answer',
  no_room: 'health.do.no_room',
  sealing_late: 'health.do.sealing_late',
  slow: 'health.do.slow',
  storage_away: 'health.do.storage_away',
  stuck: 'health.do.stuck',
  versions_differ: 'health.do.versions_differ',
};

const CALM: Readonly<Record<string, PlainKey>> = {
  mail_off: 'health.is.mailOff',
  nothing_sent: 'health.is.nothingSent',
  triggers_only: 'health.is.triggersOnly',
};

/** What a part is called; one that this version does not know is called as the server calls it. */
export function partName(part: string): string {
  const key = Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  return key ? t(key) : part;
}

/** How it is, with its figures. */
export function factsText({ part, reason, detail, facts }: PartHealthDto): string {
  const calm = Object.hasOwn(CALM, reason) ? CALM[reason] : undefined;
  if (calm) return t(calm);
  const fact = (name: string) => facts[name] ?? 0;
  if (Object.keys(facts).length === 0) return reason === 'ok' ? t('health.is.fine') : '';
  switch (part) {
    case 'database': {
      const [used, most] = [numberText(fact('connections')), numberText(fact('maxConnections'))];
      return t('health.is.answered', { ms: numberText(fact('answerMs')), used, most });
    }
    case 'disk':
      return t('health.is.free', { free: bytesText(fact('freeBytes')), total: bytesText(fact('totalBytes')) });
    case 'jobs':
      return t('health.is.waiting', { waiting: numberText(fact('waiting')), failed: numberText(fact('failed')) });
    case 'outbox':
      return t('health.is.behind', { seconds: numberText(fact('lagSeconds')) });
    case 'nodes':
      return t('health.is.nodes', { count: fact('nodes') });
    case 'clock':
      return t('health.is.offset', { ms: numberText(fact('offsetMs')) });
    default:
      return reason === 'ok' ? t('health.is.fine') : detail;
  }
}

/** What to do about it; nothing where nothing is wrong, the server's own sentence where this version has none. */
export function toDoText({ state, reason, detail }: PartHealthDto): string {
  if (state === 'ok') return '';
  const key = Object.hasOwn(TO_DO, reason) ? TO_DO[reason] : undefined;
  return key ? t(key) : detail;
}
