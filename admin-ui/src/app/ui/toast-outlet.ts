import { ChangeDetectionStrategy, Component, ElementRef, inject } from '@angular/core';
import { Icon } from './icon';
import { Toasts } from './toast.service';
import { t } from '../core/words/words';

/** Where toasts appear: one place in the app, at the lower start edge. Alt+T leads there, and answering leads back. */
@Component({
  selector: 'app-toast-outlet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './toast-outlet.html',
  styleUrl: './toast-outlet.css',
  host: { '(document:keydown.alt.t)': 'go($event)' },
})
export class ToastOutlet {
  protected readonly t = t;
  protected readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Where the focus was before it came here. */
  private origin: HTMLElement | undefined;

  protected go(event: Event): void {
    const newest = [...this.host.querySelectorAll<HTMLElement>('.toast')].at(-1);
    if (!newest) return;
    event.preventDefault();
    this.origin = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    newest.querySelector('button')?.focus();
  }

  protected enter({ relatedTarget }: FocusEvent): void {
    this.toasts.hold();
    if (relatedTarget instanceof HTMLElement && !this.host.contains(relatedTarget)) this.origin = relatedTarget;
  }

  protected leave(): void {
    // The page may have been scrolled since, and stays where it is.
    this.origin?.focus({ preventScroll: true });
    this.origin = undefined;
  }
}
