import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { deviceName } from '../../account/settings/device-name';
import { isolated } from '../../core/isolated';
import { fullTime } from '../../core/times';
import { t } from '../../core/words/words';
import { changesOf } from './audit-changes';
import type { AuditRow } from './audit-list';

/** All that there is to know of one act. */
@Component({
  selector: 'app-audit-details',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (changes().length > 0) {
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('audit.field') }}</th>
            @if (row().entry.before) {
              <th scope="col">{{ t('audit.before') }}</th>
            }
            @if (row().entry.after) {
              <th scope="col">{{ t('audit.after') }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (change of changes(); track change.field) {
            <tr>
              <th scope="row" class="mono">{{ change.field }}</th>
              @if (row().entry.before) {
                <td>
                  @if (change.before !== undefined) {
                    <del
                      ><bdi>{{ change.before }}</bdi></del
                    >
                  }
                </td>
              }
              @if (row().entry.after) {
                <td>
                  @if (change.after !== undefined) {
                    <ins
                      ><bdi>{{ change.after }}</bdi></ins
                    >
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    }
    <dl>
      @for (fact of facts(); track fact.label) {
        <dt>{{ fact.label }}</dt>
        <dd [class.mono]="fact.isCode" [title]="fact.more">
          <bdi>{{ fact.value }}</bdi>
        </dd>
      }
    </dl>
    <div class="only">
      @if (row().actor; as actor) {
        <button type="button" class="btn sm line" (click)="only.emit('actor:' + actor.username)">
          {{ t('audit.onlyActor', { name: isolated(actor.displayName) }) }}
        </button>
      }
      @if (row().target; as target) {
        <button type="button" class="btn sm line" (click)="only.emit('target:' + target.username)">
          {{ t('audit.onlyTarget', { name: isolated(target.displayName) }) }}
        </button>
      }
      <button type="button" class="btn sm line" (click)="only.emit('action:' + row().entry.action)">
        {{ t('audit.onlyAction') }}
      </button>
    </div>
  `,
  styleUrl: './audit-details.css',
})
export class AuditDetails {
  protected readonly t = t;
  protected readonly isolated = isolated;
  readonly row = input.required<AuditRow>();
  /** What is to be looked for instead: a part of a search. */
  readonly only = output<string>();

  protected readonly changes = computed(() => changesOf(this.row().entry));
  protected readonly facts = computed((): readonly Fact[] => {
    const { at, action, ip, userAgent, requestId, targetType, target, position, hash, isErased } = this.row().entry;
    const facts: (Fact | false)[] = [
      { label: t('audit.when'), value: fullTime(at) },
      { label: t('audit.act'), value: action, isCode: true },
      { label: t('audit.target'), value: `${targetType} ${target}`, isCode: true },
      isErased && { label: t('audit.details'), value: t('audit.erased') },
      !!ip && { label: t('audit.ip'), value: ip, isCode: true },
      !!userAgent && { label: t('audit.browser'), value: deviceName(userAgent), more: userAgent },
      !!requestId && { label: t('audit.request'), value: requestId, isCode: true },
      position === null
        ? { label: t('audit.place'), value: t('audit.notSealed') }
        : { label: t('audit.place'), value: `${position} · ${hash?.slice(0, 12)}…`, isCode: true, more: hash ?? '' },
    ];
    return facts.filter((fact) => fact !== false);
  });
}

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly isCode?: boolean;
  /** The whole of what is shown in short. */
  readonly more?: string;
}
