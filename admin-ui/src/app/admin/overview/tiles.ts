import type { LiveFiguresDto } from '../../api/models/live-figures-dto';
import type { StatisticsDto } from '../../api/models/statistics-dto';
import type { UserDto } from '../../api/models/user-dto';
import { bytesText } from '../../core/bytes-text';
import { numberText } from '../../core/number-text';
import { may } from '../../core/staff';
import { t } from '../../core/words/words';
import { type Change, changeOf, millisecondsText } from './figure-text';
import { isFailed } from './live-figures';
import type { TileLink } from './tile';

/** A tile as it is shown. */
export interface TileFacts {
  readonly label: string;
  readonly state: 'loading' | 'failed' | 'ready';
  readonly value: string;
  readonly note?: string;
  readonly change?: Change;
  readonly values?: readonly (number | null)[];
  readonly link?: TileLink;
}

type Figures = Omit<LiveFiguresDto, 'at' | 'version'>;
type Figure<Name extends keyof Figures> = Exclude<Figures[Name], { error: string }>;

interface Sort<Name extends keyof Figures> {
  readonly figure: Name;
  readonly label: string;
  readonly value: (figure: Figure<Name>) => string;
  readonly note?: (figure: Figure<Name>) => string;
  /** The series that says how it went. */
  readonly series?: string;
  readonly link?: TileLink & { readonly permission: string };
}

/** The tiles in order. `hasFailed`: the last question was not answered; what was answered before stays. */
export function tilesOf(
  live: LiveFiguresDto | undefined,
  hasFailed: boolean,
  statistics: StatisticsDto | undefined,
  me: UserDto | undefined,
): TileFacts[] {
  const tile = <Name extends keyof Figures>({ figure, label, value, note, series, link }: Sort<Name>): TileFacts => {
    const found = live?.[figure];
    const target = link && may(me, link.permission) ? { link } : {};
    if (!found) return { label, value: '', state: hasFailed ? 'failed' : 'loading', ...target };
    if (isFailed(found)) return { label, value: '', state: 'failed', ...target };
    const known = found as Figure<Name>;
    const past = statistics?.series.find(({ name }) => name === series);
    const change = past && changeOf(past.total, past.previous);
    return {
      ...{ label, state: 'ready', value: value(known), ...target },
      ...(note && { note: note(known) }),
      ...(past?.values.some((value) => value !== null) && { values: past.values }),
      ...(change && { change }),
    };
  };
  const health = { path: '/admin/health', permission: 'health.read' };
  const failures = { path: '/admin/audit', query: { q: 'action:sign-in.failed after:24h' }, permission: 'audit.read' };
  const people = { path: '/admin/people', permission: 'user.read' };
  return [
    tile({
      ...{ figure: 'active', label: t('overview.active'), series: 'people.active' },
      value: (figure) => numberText(figure.people),
      link: { ...people, query: { sort: '-lastSeen' } },
    }),
    tile({
      ...{ figure: 'messages', label: t('overview.messages'), series: 'messages.sent' },
      value: (figure) => numberText(figure.lastMinute),
    }),
    tile({
      ...{ figure: 'delivery', label: t('overview.delivery'), series: 'messages.delivered' },
      value: (figure) => millisecondsText(figure.p95Ms),
      note: (figure) => t('overview.deliveries', { count: figure.messages }),
      link: health,
    }),
    tile({
      ...{ figure: 'signIns', label: t('overview.failedSignIns'), series: 'sign-ins.failed' },
      value: (figure) => numberText(figure.failed),
      link: failures,
    }),
    tile({
      ...{ figure: 'jobs', label: t('overview.jobs'), link: health },
      value: (figure) => numberText(figure.failed),
      note: (figure) => t('overview.jobsWaiting', { count: figure.waiting }),
    }),
    tile({
      ...{ figure: 'storage', label: t('overview.storage'), link: health },
      value: (figure) => bytesText(figure.databaseBytes + figure.fileBytes),
      note: (figure) =>
        t('overview.storageParts', {
          database: bytesText(figure.databaseBytes),
          files: bytesText(figure.fileBytes),
        }),
    }),
    tile({
      ...{ figure: 'people', label: t('overview.people'), link: people },
      value: (figure) => numberText(figure.active),
      note: (figure) =>
        t('overview.peopleParts', {
          invited: numberText(figure.invited),
          deactivated: numberText(figure.deactivated),
        }),
    }),
    tile({
      ...{ figure: 'nodes', label: t('overview.server'), link: health },
      value: () => live?.version ?? '',
      note: (figure) => t('overview.nodes', { count: figure.running }),
    }),
  ];
}
