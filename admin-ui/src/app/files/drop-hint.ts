import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Icon } from '../ui/icon';

/** Lies over where files that are held by the pointer can be dropped, and says what becomes of them. */
@Component({
  selector: 'app-drop-hint',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <app-icon name="attach" [size]="24" />
    <span><ng-content /></span>
  `,
  styles: `
    :host {
      position: absolute;
      inset: var(--space-12);
      z-index: 5;
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--space-12);
      margin: 0;
      border: 2px dashed var(--mat-sys-primary);
      border-radius: var(--mat-sys-corner-large);
      background: color-mix(in srgb, var(--parley-paper) 90%, transparent);
      color: var(--mat-sys-primary);
      font: var(--mat-sys-title-medium);
      pointer-events: none;
    }
  `,
})
export class DropHint {}
