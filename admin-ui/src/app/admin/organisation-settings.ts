import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { form, FormField, maxLength, pattern } from '@angular/forms/signals';
import { Api } from '../api/api';
import { adminGetSettings } from '../api/fn/administration/admin-get-settings';
import { adminUpdateSettings } from '../api/fn/administration/admin-update-settings';
import { FormSubmission } from '../core/form-submission';
import { problemOf } from '../core/problem';
import { Session } from '../core/session';
import { ServerMeta } from '../core/server-meta';
import type { PlainKey } from '../core/words/catalogue';
import { ErrorState } from '../ui/error-state';
import { Control, Field } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toast.service';
import type { HoldsChanges } from './confirm-leaving';
import { MailTest } from './mail-test';
import { NewcomerGroups } from './newcomer-groups';
import { changesIn, type ChoiceName, type OrganisationValues, SIZE, valuesOf } from './organisation-values';
import { ProfileFieldList } from './profile-field-list';
import { t } from '../core/words/words';

const LONGEST_NAME = 80;

interface Choices {
  readonly name: ChoiceName;
  readonly label: PlainKey;
  readonly choices: readonly { readonly value: string; readonly label: PlainKey; readonly hint?: PlainKey }[];
}

const WINDOWS: Choices['choices'] = [
  { value: 'off', label: 'organisation.window.off' },
  { value: '15m', label: 'organisation.window.15m' },
  { value: '1h', label: 'organisation.window.1h' },
  { value: '24h', label: 'organisation.window.24h' },
  { value: '48h', label: 'organisation.window.48h' },
  { value: 'unlimited', label: 'organisation.window.unlimited' },
];

const CHOICES: readonly Choices[] = [
  {
    name: 'registration',
    label: 'organisation.registration',
    choices: [
      { value: 'invite', label: 'organisation.registration.invite', hint: 'organisation.registration.inviteHint' },
      { value: 'open', label: 'organisation.registration.open', hint: 'organisation.registration.openHint' },
      { value: 'closed', label: 'organisation.registration.closed', hint: 'organisation.registration.closedHint' },
    ],
  },
  {
    name: 'readReceipts',
    label: 'organisation.receipts',
    choices: [
      { value: 'choice', label: 'organisation.receipts.choice', hint: 'organisation.receipts.choiceHint' },
      { value: 'on', label: 'organisation.receipts.on', hint: 'organisation.receipts.onHint' },
      { value: 'off', label: 'organisation.receipts.off', hint: 'organisation.receipts.offHint' },
    ],
  },
  { name: 'deleteWindow', label: 'organisation.deleteWindow', choices: WINDOWS },
  { name: 'editWindow', label: 'organisation.editWindow', choices: WINDOWS },
];

const NOTHING: OrganisationValues = {
  organisationName: '',
  registration: '',
  readReceipts: '',
  deleteWindow: '',
  editWindow: '',
  uploadBytes: '',
  quotaBytes: '',
  profileFields: [],
  newcomerGroups: [],
};

/** What the organisation decides for everyone. Nothing changes until it is saved. */
@Component({
  selector: 'app-organisation-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, ErrorState, Field, FormField, MailTest, NewcomerGroups, ProfileFieldList, Skeleton],
  templateUrl: './organisation-settings.html',
  styleUrls: ['./console-page.css', './organisation-settings.css'],
  host: { '(window:beforeunload)': 'hold($event)' },
})
export class OrganisationSettings implements HoldsChanges {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  private readonly meta = inject(ServerMeta);

  protected readonly choices = CHOICES;
  protected readonly settings = resource({ loader: () => this.api.invoke(adminGetSettings) });
  protected readonly problem = computed(() => {
    const error = this.settings.error();
    return error && problemOf(error);
  });
  protected readonly isMailed = computed(() => this.meta.meta()?.features.mail);
  private readonly saved = computed(() => (this.settings.hasValue() ? valuesOf(this.settings.value()) : undefined));

  private readonly model = signal<OrganisationValues>(NOTHING);
  protected readonly form = form(this.model, (path) => {
    maxLength(path.organisationName, LONGEST_NAME, { message: () => t('form.atMost', { count: LONGEST_NAME }) });
    for (const size of [path.uploadBytes, path.quotaBytes]) {
      pattern(size, SIZE, { message: () => t('organisation.notASize') });
    }
  });
  protected readonly submission = new FormSubmission({
    organisationName: this.form.organisationName,
    registration: this.form.registration,
    readReceipts: this.form.readReceipts,
    deleteWindow: this.form.deleteWindow,
    editWindow: this.form.editWindow,
    uploadBytes: this.form.uploadBytes,
    quotaBytes: this.form.quotaBytes,
  });
  private readonly changes = computed(() => {
    const saved = this.saved();
    return saved ? changesIn(this.model(), saved) : {};
  });
  readonly hasChanges = computed(() => Object.keys(this.changes()).length > 0);

  constructor() {
    effect(() => {
      const saved = this.saved();
      if (saved) untracked(() => this.form().reset(saved));
    });
  }

  protected choose(name: ChoiceName, value: string): void {
    this.form[name]().value.set(value);
  }

  protected set(changed: Partial<OrganisationValues>): void {
    this.model.update((values) => ({ ...values, ...changed }));
  }

  protected discard(): void {
    const saved = this.saved();
    if (saved) this.form().reset(saved);
  }

  protected async save(): Promise<void> {
    if (!this.hasChanges()) return;
    const isSaved = await this.submission.run(async () => {
      this.settings.set(await this.api.invoke(adminUpdateSettings, { body: this.changes() }));
    });
    if (!isSaved) return;
    this.toasts.show({ text: t('organisation.saved') });
    // The title names the organisation, and what may be uploaded is told there.
    this.meta.load().catch((error: unknown) => problemOf(error));
  }

  /** The browser asks before the page is closed, but keeps nobody in it whose session has ended. */
  protected hold(event: BeforeUnloadEvent): void {
    if (this.hasChanges() && this.session.isSignedIn()) event.preventDefault();
  }
}
