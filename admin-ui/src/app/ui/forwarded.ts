import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { around } from '../core/words/words';
import { Icon } from './icon';
import type { Mentions } from './markdown/mention-chips';
import { Markdown } from './markdown/markdown';

/** From whom a message was forwarded; below what somebody says of it, also its files, which stand in it, and what it said. */
@Component({
  selector: 'app-forwarded',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Markdown],
  host: { '[class.quoted]': 'text() !== undefined' },
  template: `
    @let from = around('forward.from', 'name');
    <span class="from"
      ><app-icon class="flip" name="forward" [size]="16" /><span class="clip"
        >{{ from.before }}<bdi>{{ name() }}</bdi
        >{{ from.after }}</span
      ></span
    >
    <ng-content />
    @if (text(); as source) {
      <app-markdown [source]="source" [mentions]="mentions()" (mentioned)="mentioned.emit($event)" />
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    :host.quoted {
      margin-block: 6px 2px;
      padding: 4px 10px 6px;
      border-inline-start: 3px solid var(--mat-sys-primary);
      border-radius: var(--mat-sys-corner-extra-small);
      background: color-mix(in srgb, var(--mat-sys-primary) 9%, transparent);
    }
    .from {
      display: flex;
      align-items: center;
      gap: 4px;
      font: var(--mat-sys-body-small);
      opacity: 0.86;
    }
    bdi {
      font-weight: 600;
    }
  `,
})
export class Forwarded {
  protected readonly around = around;
  /** Who wrote it. */
  readonly name = input.required<string>();
  /** What it said, where that is not shown as the message itself. */
  readonly text = input<string>();
  /** Whom that names. */
  readonly mentions = input<Mentions>();
  readonly mentioned = output<string>();
}
