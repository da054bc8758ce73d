import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { presentTimeZone } from '../../../../src/users/time-zone-names.js';
import type { UserCardDto } from '../api/models/user-card-dto';
import { currentStatus } from '../core/presence/current-status';
import { People } from '../state/people/people';
import { Presence } from '../core/presence/presence';
import { presenceWords } from '../core/presence/presence-words';
import { briefly, timeIn } from '../core/times';
import { t } from '../core/words/words';

/** What somebody says of themselves. What they left empty is left out. */
@Component({
  selector: 'app-person-profile',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (status(); as status) {
      <p class="status">
        {{ status.emoji }} <bdi>{{ status.text }}</bdi>
        @if (status.until) {
          <span class="muted num">{{ t('person.until', { when: briefly(status.until) }) }}</span>
        }
      </p>
    }
    <dl>
      @if (availability(); as words) {
        <div>
          <dt>{{ t('person.availability') }}</dt>
          <dd>{{ words }}</dd>
        </div>
      }
      @if (person()?.title; as title) {
        <div>
          <dt>{{ t('person.title') }}</dt>
          <dd class="facing" dir="auto">{{ title }}</dd>
        </div>
      }
      <div>
        <dt>{{ t('person.username') }}</dt>
        <dd>
          <bdi>{{ '@' + card().username }}</bdi>
        </dd>
      </div>
      @if (person()?.pronouns; as pronouns) {
        <div>
          <dt>{{ t('person.pronouns') }}</dt>
          <dd class="facing" dir="auto">{{ pronouns }}</dd>
        </div>
      }
      @if (localTime(); as time) {
        <div>
          <dt>{{ t('person.localTime') }}</dt>
          <dd class="num">{{ time }}</dd>
        </div>
      }
      @for (field of person()?.fields; track field.key) {
        <div>
          <dt class="facing" dir="auto">{{ field.label }}</dt>
          <dd class="facing" dir="auto">{{ field.value }}</dd>
        </div>
      }
      @if (person()?.about; as about) {
        <div>
          <dt>{{ t('person.about') }}</dt>
          <dd class="about facing" dir="auto">{{ about }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    :host,
    dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    .status,
    dt,
    dd {
      overflow-wrap: anywhere;
    }
    dt {
      font: var(--mat-sys-label-medium);
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
    }
    .about {
      white-space: pre-line;
    }
  `,
})
export class PersonProfile {
  protected readonly t = t;
  readonly card = input.required<UserCardDto>();

  private readonly people = inject(People);
  private readonly presence = inject(Presence);
  protected readonly briefly = briefly;
  protected readonly person = computed(() => this.people.of(this.card().id));
  protected readonly status = computed(() => currentStatus(this.person()?.status));
  protected readonly availability = computed(() =>
    this.person()?.isActive === false ? t('person.deactivated') : presenceWords(this.presence.of(this.card().id)),
  );
  /** The time where they are; undefined when they did not say. */
  protected readonly localTime = computed(() => {
    const timeZone = this.person()?.timeZone;
    const time = timeZone && timeIn(timeZone);
    return time ? `${time} (${(presentTimeZone(timeZone) ?? timeZone).replaceAll('_', ' ')})` : undefined;
  });

  /** By what it says: the answer makes the same card anew, and must not ask for another. */
  private readonly known = computed(() => JSON.stringify(this.card()));

  constructor() {
    this.presence.watchWhileShown(computed(() => [this.card().id]));
    effect(() => {
      this.known();
      const { id } = untracked(this.card);
      // Nobody is told of most of it when it changes.
      untracked(() => this.people.forgetAsked(id));
      this.people.ask(id);
    });
  }
}
