import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { UserCardDto } from '../api/models/user-card-dto';
import { PersonCards } from './person-cards';

/** A button that looks like what stands in it, a name or a face, and opens the card of that person. */
@Component({
  selector: 'button[appPersonName]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<ng-content />',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      min-inline-size: 0;
      max-inline-size: 100%;
      text-align: start;
      font: inherit;
      letter-spacing: inherit;
      color: inherit;
      border-radius: var(--mat-sys-corner-extra-small);
    }
    @media (hover: hover) {
      :host(:hover) {
        text-decoration: underline;
        text-underline-offset: 2px;
      }
    }
  `,
  host: { type: 'button', 'aria-haspopup': 'dialog', '(click)': 'open($event)' },
})
export class PersonName {
  readonly person = input.required<UserCardDto>({ alias: 'appPersonName' });
  private readonly cards = inject(PersonCards);

  protected open(event: MouseEvent): void {
    // What it stands in may do something on a click of its own.
    event.stopPropagation();
    void this.cards.open(this.person(), backFrom(event.currentTarget as HTMLElement));
  }
}

/** A face that screen readers pass over is no place for the focus: what it belongs to is. */
function backFrom(opener: HTMLElement): HTMLElement | undefined {
  return opener.matches('[aria-hidden=true]')
    ? (opener.closest<HTMLElement>('article[tabindex]') ?? undefined)
    : opener;
}
