import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Text in which what was searched for is marked. */
@Component({
  selector: 'app-highlight',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { dir: 'auto' },
  template: `{{ parts().before }}
    @if (parts().hit; as hit) {
      <mark>{{ hit }}</mark>
    }
    {{ parts().after }}`,
})
export class Highlight {
  readonly text = input.required<string>();
  readonly term = input('');

  protected readonly parts = computed(() => {
    const [text, term] = [this.text(), this.term().trim().replace(/^@/, '')];
    const at = term === '' ? -1 : text.toLocaleLowerCase().indexOf(term.toLocaleLowerCase());
    if (at < 0) return { before: text, hit: '', after: '' };
    return { before: text.slice(0, at), hit: text.slice(at, at + term.length), after: text.slice(at + term.length) };
  });
}
