import { afterRenderEffect, ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { numberText } from '../core/number-text';
import { consolePagesOf } from '../core/staff';
import { Session } from '../core/session';
import { Icon } from '../ui/icon';
import { t } from '../core/words/words';
import { OpenReports } from './reports/open-reports';

/** The console: its own navigation beside the page; on narrow screens above it. */
@Component({
  selector: 'app-console',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav [attr.aria-label]="t('console.title')">
      <p class="overline" aria-hidden="true">{{ t('console.title') }}</p>
      @for (page of pages(); track page.path) {
        <a
          #link
          [routerLink]="page.path"
          routerLinkActive="on"
          ariaCurrentWhenActive="page"
          (isActiveChange)="$event && current.set(link)"
        >
          <app-icon [name]="page.icon" [size]="18" />{{
            page.path === 'settings' ? t('console.settings') : t(page.label)
          }}
          @if (page.path === 'reports' && openReports.count(); as count) {
            <span class="badge num">
              <span aria-hidden="true">{{ numberText(count) }}</span><span class="vh">{{
                t('console.openReports', { count })
              }}</span>
            </span>
          }
        </a>
      }
    </nav>
    <div class="page"><router-outlet /></div>
  `,
  styles: `
    :host {
      display: grid;
      block-size: 100%;
      grid-template: minmax(0, 1fr) / 200px minmax(0, 1fr);
    }
    nav {
      display: flex;
      flex-direction: column;
      gap: 2px;
      padding: var(--space-20) var(--space-12);
      border-inline-end: 1px solid var(--parley-hairline);
      overflow: auto;
    }
    .overline {
      padding: 6px var(--space-12) var(--space-8);
    }
    a {
      /* What only a screen reader reads stays within, where the row of them scrolls. */
      position: relative;
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 36px;
      padding-inline: var(--space-12);
      border-radius: var(--mat-sys-corner-small);
      font: var(--mat-sys-label-large);
      color: var(--mat-sys-on-surface-variant);
    }
    a:hover {
      background: var(--parley-hover);
      text-decoration: none;
    }
    a.on {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    .badge {
      margin-inline-start: auto;
    }
    .page {
      display: block;
    }
    @media (forced-colors: active) {
      a.on {
        border: 2px solid Highlight;
      }
    }
    @media (pointer: coarse) {
      a {
        min-block-size: 44px;
      }
    }
    /* Beside the page there is no room for its words: on a narrow screen, or with large text. */
    @container page (max-width: 56.19rem) {
      :host {
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      }
      nav {
        flex-direction: row;
        padding: var(--space-8) var(--space-16);
        border-inline-end: 0;
        border-block-end: 1px solid var(--parley-hairline);
      }
      .overline,
      a app-icon {
        display: none;
      }
      a {
        flex: none;
        white-space: nowrap;
      }
    }
  `,
})
export class Console {
  protected readonly t = t;
  protected readonly numberText = numberText;
  private readonly session = inject(Session);
  protected readonly openReports = inject(OpenReports);
  protected readonly pages = computed(() => consolePagesOf(this.session.me()));

  protected readonly current = signal<HTMLElement | undefined>(undefined);

  constructor() {
    // On a narrow screen the row of pages scrolls: the one that is open is seen, also when a number makes the row longer.
    afterRenderEffect(() => {
      this.openReports.count();
      this.current()?.scrollIntoView({ block: 'nearest', inline: 'center' });
    });
  }
}
