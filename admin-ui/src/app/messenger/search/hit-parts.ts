import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Part } from '../../compose/highlight';

/** A text in which what was found is marked. */
@Component({
  selector: 'app-hit-parts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { dir: 'auto' },
  template:
    '@for (part of parts(); track $index) {@if (part.isHit) {<mark>{{ part.text }}</mark>} @else {{{ part.text }}}}',
})
export class HitParts {
  readonly parts = input.required<readonly Part[]>();
}
