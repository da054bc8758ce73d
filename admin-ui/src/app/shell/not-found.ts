import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState } from '../ui/empty-state';

/** There is nothing at this address. */
@Component({
  selector: 'app-not-found',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState],
  template: `
    <main class="page">
      <app-empty-state
        icon="search"
        [level]="1"
        title="Page not found"
        text="Check the address, or go back to your chats."
        actionLabel="Go to your chats"
        (action)="leave()"
      />
    </main>
  `,
  styles: `
    main {
      block-size: 100%;
    }
  `,
})
export class NotFound {
  private readonly router = inject(Router);

  protected leave(): void {
    void this.router.navigateByUrl('/');
  }
}
