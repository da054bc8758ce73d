import { computed, inject, Injectable, linkedSignal, resource, signal } from '@angular/core';
import { Api } from '../../api/api';
import { adminGetSettings } from '../../api/fn/administration/admin-get-settings';
import { adminRestoreSetting } from '../../api/fn/administration/admin-restore-setting';
import { adminUpdateSettings } from '../../api/fn/administration/admin-update-settings';
import type { DescribedSettingDto } from '../../api/models/described-setting-dto';
import type { OrganisationSettingsDto } from '../../api/models/organisation-settings-dto';
import type { UpdateSettingsDto } from '../../api/models/update-settings-dto';
import { problemOf } from '../../core/problem';
import { type Draft, draftOf, isSame, problemOfDraft, valueOf } from './setting-values';

/** What two people made of the same setting. */
export interface Conflict {
  readonly theirs: DescribedSettingDto;
  readonly yours: unknown;
}

/** The settings as they are saved, and what somebody is changing of them. Nothing is lost when somebody else was quicker. */
@Injectable()
export class SettingDrafts {
  private readonly api = inject(Api);

  readonly loaded = resource({ loader: () => this.api.invoke(adminGetSettings) });
  readonly settings = computed(() => (this.loaded.hasValue() ? this.loaded.value().settings : []));
  private readonly drafts = signal<ReadonlyMap<string, Draft>>(new Map());
  private readonly resets = signal<ReadonlySet<string>>(new Set());
  /** What the server refused, by key, until that value is changed. */
  private readonly refused = signal<ReadonlyMap<string, string>>(new Map());
  private readonly attempted = signal(false);
  readonly isBusy = signal(false);
  /** What is wrong with no setting in particular. */
  readonly failure = signal('');
  private readonly contested = signal<readonly string[]>([]);

  private readonly changes = computed(() => this.settings().filter((setting) => this.isChanged(setting)));
  readonly hasChanges = computed(() => this.changes().length > 0);
  readonly conflicts = computed<readonly Conflict[]>(() =>
    this.settings()
      .filter(({ key }) => this.contested().includes(key))
      .map((theirs) => ({ theirs, yours: this.valueNow(theirs) })),
  );
  /** The first that is wrong, after an attempt to save: where the focus goes. */
  readonly firstWrong = linkedSignal(() => undefined as string | undefined);

  draft(setting: DescribedSettingDto): Draft {
    const { key } = setting;
    if (this.resets().has(key)) return draftOf(setting, setting.default);
    return this.drafts().has(key) ? this.drafts().get(key) : draftOf(setting, setting.value);
  }

  isReset({ key }: DescribedSettingDto): boolean {
    return this.resets().has(key);
  }

  problem(setting: DescribedSettingDto): string | undefined {
    const refused = this.refused().get(setting.key);
    if (refused !== undefined) return refused;
    const isDue = this.attempted() || setting.key === 'accentColour';
    return isDue && this.drafts().has(setting.key) ? problemOfDraft(setting, this.draft(setting)) : undefined;
  }

  change({ key }: DescribedSettingDto, draft: Draft): void {
    this.resets.update((all) => without(all, key));
    this.drafts.update((all) => new Map(all).set(key, draft));
    this.forgive(key);
  }

  /** The default holds again once it is saved. */
  reset({ key }: DescribedSettingDto): void {
    this.drafts.update((all) => withoutKey(all, key));
    this.resets.update((all) => new Set(all).add(key));
    this.forgive(key);
  }

  discard(): void {
    this.drafts.set(new Map());
    this.resets.set(new Set());
    this.refused.set(new Map());
    this.contested.set([]);
    this.attempted.set(false);
    this.failure.set('');
  }

  keepTheirs({ key }: DescribedSettingDto): void {
    this.drafts.update((all) => withoutKey(all, key));
    this.resets.update((all) => without(all, key));
    this.keepYours(key);
  }

  keepYours(key: string): void {
    this.contested.update((all) => all.filter((one) => one !== key));
  }

  /** True when all is saved; otherwise the reason stands beside the settings. */
  async save(): Promise<boolean> {
    if (this.isBusy() || !this.hasChanges() || this.contested().length > 0) return false;
    this.attempted.set(true);
    this.failure.set('');
    const wrong = this.changes().find((setting) => this.problem(setting) !== undefined);
    this.firstWrong.set(wrong?.key);
    if (wrong) return false;
    this.isBusy.set(true);
    try {
      return await this.send();
    } catch (error) {
      this.explain(error);
      return false;
    } finally {
      this.isBusy.set(false);
    }
  }

  /** Something was changed that is not among the drafts; what is being changed stays. */
  async reload(): Promise<void> {
    try {
      this.loaded.set(await this.api.invoke(adminGetSettings));
    } catch (error) {
      // What is shown is what was before; the next change asks again.
      problemOf(error);
    }
  }

  /** Makes a setting what it was before a change; what is being changed stays. Rejects as the server does. */
  async restore(changeId: string): Promise<void> {
    const { version } = this.loaded.value() ?? {};
    this.loaded.set(
      await this.api.invoke(adminRestoreSetting, {
        id: changeId,
        body: version === undefined ? {} : { ifVersion: version },
      }),
    );
  }

  private async send(): Promise<boolean> {
    const before = this.loaded.value();
    if (!before) return false;
    try {
      this.take(await this.api.invoke(adminUpdateSettings, { body: this.request(before.version) }));
      return true;
    } catch (error) {
      if (problemOf(error).code !== 'stale') throw error;
    }
    const now = await this.api.invoke(adminGetSettings);
    const contested = this.changes()
      .filter(({ key, value }) => !isSame(value, valueIn(now, key)))
      .map(({ key }) => key);
    this.loaded.set(now);
    // What somebody else changed beside it is no reason to ask.
    if (contested.length === 0) {
      this.take(await this.api.invoke(adminUpdateSettings, { body: this.request(now.version) }));
      return true;
    }
    this.contested.set(contested);
    return false;
  }

  private take(saved: OrganisationSettingsDto): void {
    this.loaded.set(saved);
    this.discard();
  }

  private request(ifVersion: number): UpdateSettingsDto {
    const changed = this.changes();
    const values = changed.filter(({ key }) => !this.resets().has(key));
    return {
      ...Object.fromEntries(values.map((setting) => [setting.key, this.valueNow(setting)])),
      ...(this.resets().size > 0 && { reset: [...this.resets()] }),
      ifVersion,
    };
  }

  private isChanged(setting: DescribedSettingDto): boolean {
    if (this.resets().has(setting.key)) return true;
    return this.drafts().has(setting.key) && !isSame(this.valueNow(setting), setting.value);
  }

  private valueNow(setting: DescribedSettingDto): unknown {
    return valueOf(setting, this.draft(setting));
  }

  private explain(error: unknown): void {
    const problem = problemOf(error);
    const refused = new Map<string, string>();
    const elsewhere: string[] = [];
    for (const { pointer, detail } of problem.errors) {
      const [, key = ''] = pointer.split('/');
      if (this.settings().some((setting) => setting.key === key)) refused.set(key, detail);
      else elsewhere.push(detail);
    }
    this.refused.set(refused);
    this.firstWrong.set([...refused.keys()][0]);
    this.failure.set(refused.size === 0 ? elsewhere.join(' ') || problem.detail : elsewhere.join(' '));
  }

  private forgive(key: string): void {
    this.refused.update((all) => withoutKey(all, key));
    this.firstWrong.set(undefined);
  }
}

function valueIn({ settings }: OrganisationSettingsDto, key: string): unknown {
  return settings.find((setting) => setting.key === key)?.value;
}

function without(all: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...all].filter((one) => one !== key));
}

function withoutKey<T>(all: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return new Map([...all].filter(([one]) => one !== key));
}
