import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState } from '../ui/empty-state';
import { t } from '../core/words/words';

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
        [title]="t('shell.notFound')"
        [text]="t('shell.notFoundHint')"
        [actionLabel]="t('action.goToChats')"
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
  protected readonly t = t;
  private readonly router = inject(Router);

  protected leave(): void {
    void this.router.navigateByUrl('/');
  }
}
