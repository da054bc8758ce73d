import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { OpenGroupDto } from '../../api/models/open-group-dto';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';

/** A group as those see it who are not in it; what can be done about it stands beside it. */
@Component({
  selector: 'app-group-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar],
  template: `
    <app-avatar [id]="group().id" [name]="group().subject" [picture]="group().pictureUrl" kind="group" [size]="40" />
    <div class="grow">
      <h2 class="clip" dir="auto">{{ group().subject }}</h2>
      @if (group().description; as words) {
        <p class="about" dir="auto">{{ words }}</p>
      }
      <p class="hint">{{ t('groups.members', { count: group().memberCount }) }}</p>
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-inline-size: 0;
    }
    .grow {
      min-inline-size: 0;
    }
    h2 {
      font: var(--mat-sys-label-large);
    }
    .about {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      overflow-wrap: anywhere;
      font: var(--mat-sys-body-medium);
    }
    @media (max-width: 599px) {
      :host {
        align-items: start;
      }
    }
  `,
})
export class GroupCard {
  protected readonly t = t;
  readonly group = input.required<OpenGroupDto>();
}
