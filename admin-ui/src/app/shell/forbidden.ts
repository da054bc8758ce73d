import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState } from '../ui/empty-state';

/** The page exists, but not for me. */
@Component({
  selector: 'app-forbidden',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState],
  template: `
    <main class="page">
      <app-empty-state
        icon="key"
        [level]="1"
        title="This page is for administrators"
        text="You don't have access to it. Ask an administrator if you need something done."
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
export class Forbidden {
  private readonly router = inject(Router);

  protected leave(): void {
    void this.router.navigateByUrl('/');
  }
}
