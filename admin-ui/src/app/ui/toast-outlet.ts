import { ChangeDetectionStrategy, Component, ElementRef, inject } from '@angular/core';
import { Icon } from './icon';
import { ScopedKeys } from '../core/key-scope';
import { TOAST_KEYS } from './toast-keys';
import { Toasts } from './toast.service';
import { t } from '../core/words/words';

/** Where toasts appear: one place in the app, at the lower start edge. Alt+T leads there, and answering leads back. */
@Component({
  selector: 'app-toast-outlet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './toast-outlet.html',
  styleUrl: './toast-outlet.css',
  host: { '(document:keydown)': 'handleKey($event)' },
})
export class ToastOutlet {
  protected readonly t = t;
  protected readonly toasts = inject(Toasts);
  private readonly keys = inject(ScopedKeys);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Where the focus was before it came here. */
  private origin: HTMLElement | undefined;

  protected handleKey(event: KeyboardEvent): void {
    this.keys.run(TOAST_KEYS, event, { go: () => this.go() });
  }

  /** False: there is none. */
  private go(): boolean {
    const newest = [...this.host.querySelectorAll<HTMLElement>('.toast')].at(-1);
    if (!newest) return false;
    this.origin = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    newest.querySelector('button')?.focus();
    return true;
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
