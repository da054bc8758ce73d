import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The mark of the product. */
@Component({
  selector: 'app-brand',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `
    <svg viewBox="0 0 36 36" [attr.width]="size()" [attr.height]="size()">
      <rect width="36" height="36" rx="10" fill="var(--mat-sys-primary)" />
      <path
        d="M11.5 28V15.8a6.8 6.8 0 1 1 6.8 6.8h-2.1"
        fill="none"
        stroke="var(--mat-sys-on-primary)"
        stroke-width="3.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="18.3" cy="15.8" r="1.9" fill="var(--mat-sys-on-primary)" />
    </svg>
  `,
  styles: `
    :host,
    svg {
      display: block;
    }
  `,
})
export class Brand {
  readonly size = input(36);
}
