import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState } from '../ui/empty-state';
import { t } from '../core/words/words';

const WORDS = {
  admins: { title: 'forbidden.admins', text: 'forbidden.adminsText' },
  owners: { title: 'forbidden.owners', text: 'forbidden.ownersText' },
} as const;

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
        [title]="t(words().title)"
        [text]="t(words().text)"
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
export class Forbidden {
  protected readonly t = t;
  /** Who may see it; from the route. */
  readonly allowed = input<keyof typeof WORDS>();
  protected readonly words = computed(() => WORDS[this.allowed() ?? 'admins']);
  private readonly router = inject(Router);

  protected leave(): void {
    void this.router.navigateByUrl('/');
  }
}
