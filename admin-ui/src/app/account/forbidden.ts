import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
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
        [title]="title()"
        [text]="text()"
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
  /** Who may see it; from the route. */
  readonly allowed = input<string>();
  private readonly whose = computed(() => this.allowed() ?? 'administrators');
  protected readonly text = computed(
    () => `You don't have access to it. Ask one of the ${this.whose()} if you need something done.`,
  );
  protected readonly title = computed(() => `This page is for ${this.whose()}`);
  private readonly router = inject(Router);

  protected leave(): void {
    void this.router.navigateByUrl('/');
  }
}
