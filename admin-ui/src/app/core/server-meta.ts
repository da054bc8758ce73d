import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api';
import { getMeta } from '../api/fn/server/get-meta';
import type { MetaDto } from '../api/models/meta-dto';

/** Where a logo is, for everybody. */
export function logoUrlOf(id: string | null): string | undefined {
  return id === null ? undefined : `/api/v1/organisation/logo/${id}`;
}

/** What the server says about itself to anybody: its name, who may register, its limits. */
@Injectable({ providedIn: 'root' })
export class ServerMeta {
  private readonly api = inject(Api);
  private loading: Promise<MetaDto> | undefined;
  private readonly loaded = signal<MetaDto | undefined>(undefined);
  readonly meta = this.loaded.asReadonly();
  /** What the organisation is called; undefined while nobody has said. */
  readonly organisation = computed(() => this.loaded()?.organisationName ?? undefined);

  /** Where its logo is; undefined where it has none. */
  readonly logoUrl = computed(() => logoUrlOf(this.loaded()?.settings.organisationLogo ?? null));

  /** Nobody can be invited, and nobody creates an account without an invitation that is open. */
  readonly isRegistrationClosed = computed(() => this.loaded()?.registration === 'closed');

  /** Asks the server, also when it was asked before. */
  async load(): Promise<MetaDto> {
    const meta = await this.api.invoke(getMeta);
    this.loaded.set(meta);
    return meta;
  }

  /** Asks the server unless it was asked before. */
  async ensure(): Promise<MetaDto> {
    return this.loaded() ?? (await (this.loading ??= this.load().finally(() => (this.loading = undefined))));
  }
}
