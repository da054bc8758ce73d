import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
} from '@angular/core';
import type { SettingGroup } from '../../api/models/setting-group';
import { problemOf } from '../../core/problem';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { ServerMeta } from '../../core/server-meta';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { AppDialogs } from '../../ui/dialogs';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toast.service';
import type { HoldsChanges } from '../confirm-leaving';
import { MailTest } from './mail-test';
import { SettingConflicts } from './setting-conflicts';
import { SettingDrafts } from './setting-drafts';
import { SettingHistory, type ShownHistory } from './setting-history';
import { SettingRow } from './setting-row';
import { groupLabel, isMeant } from './setting-words';
import { StorageTest } from './storage-test';

const GROUPS: readonly SettingGroup[] = [
  ...(['organisation', 'people', 'security', 'messages', 'files', 'other', 'server'] as const),
];
/** The order within a group; others come after them, by their keys. */
const ORDER = [
  ...[
    'organisationName',
    'organisationLogo',
    'accentColour',
    'announcement',
    'registration',
    'newcomerGroups',
    'profileFields',
  ],
  ...['passwordMinLength', 'sessionDays', 'secondFactorRequiredRoles', 'secondFactorGraceDays'],
  ...['readReceipts', 'deleteWindow', 'editWindow'],
  ...['uploadBytes', 'quotaBytes', 'uploadKinds'],
];

/** What the organisation decides for everyone, and what an operator decided. Nothing changes until it is saved. */
@Component({
  selector: 'app-organisation-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, ErrorState, Icon, MailTest, SettingConflicts, SettingRow, Skeleton, StorageTest],
  providers: [SettingDrafts],
  templateUrl: './organisation-settings.html',
  styleUrls: ['../console-page.css', './organisation-settings.css'],
  host: { '(window:beforeunload)': 'hold($event)' },
})
export class OrganisationSettings implements HoldsChanges {
  protected readonly t = t;
  protected readonly drafts = inject(SettingDrafts);
  private readonly dialogs = inject(AppDialogs);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  private readonly meta = inject(ServerMeta);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  protected readonly isOnline = inject(RealtimeSocket).isOpen;

  protected readonly problem = computed(() => {
    const error = this.drafts.loaded.error();
    return error && problemOf(error);
  });
  protected readonly isMailed = computed(() => this.meta.meta()?.features.mail);
  protected readonly search = signal('');
  private readonly found = computed(() => this.drafts.settings().filter((setting) => isMeant(setting, this.search())));
  protected readonly count = computed(() => this.found().length);
  protected readonly groups = computed(() =>
    GROUPS.flatMap((group) => {
      const settings = this.found().filter((setting) => setting.group === group);
      settings.sort((a, b) => placeOf(a.key) - placeOf(b.key));
      return settings.length > 0 ? [{ group, label: groupLabel(group), settings }] : [];
    }),
  );

  constructor() {
    // What could not be read without a connection is asked for again with one.
    effect(() => void (this.isOnline() && this.drafts.loaded.error() && this.drafts.loaded.reload()));
  }

  hasChanges(): boolean {
    return this.drafts.hasChanges();
  }

  protected async save(): Promise<void> {
    if (!this.drafts.hasChanges()) return;
    const isSaved = await this.drafts.save();
    if (!isSaved) {
      this.showWrong();
      return;
    }
    this.toasts.show({ text: t('organisation.saved') });
    // The title names the organisation, and what may be uploaded is told there.
    this.meta.load().catch((error: unknown) => problemOf(error));
  }

  protected showHistory(key?: string): void {
    const data: ShownHistory = { ...(key !== undefined && { key }), restore: (id) => this.drafts.restore(id) };
    this.dialogs.open<void, ShownHistory, SettingHistory>(SettingHistory, { data, width: 640 });
  }

  /** The browser asks before the page is closed, but keeps nobody in it whose session has ended. */
  protected hold(event: BeforeUnloadEvent): void {
    if (this.hasChanges() && this.session.isSignedIn()) event.preventDefault();
  }

  /** The first setting that is wrong has the focus, whatever was searched for. */
  private showWrong(): void {
    const key = this.drafts.firstWrong();
    if (key === undefined) return;
    this.search.set('');
    const focus = () => {
      const control = `[data-key="${key}"] :is(input, textarea, button)`;
      const wrong = this.element.nativeElement.querySelector<HTMLElement>(control);
      wrong?.focus();
      // With what is said below it.
      wrong?.scrollIntoView({ block: 'center' });
    };
    afterNextRender(focus, { injector: this.injector });
  }
}

function placeOf(key: string): number {
  const place = ORDER.indexOf(key);
  return place === -1 ? ORDER.length : place;
}
