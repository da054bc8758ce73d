import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ServerMeta } from '../../core/server-meta';
import { Theme, THEME_CHOICES } from '../../core/theme';
import { Avatar } from '../../ui/avatar';
import { Brand } from '../../ui/brand';
import { Icon } from '../../ui/icon';

/** The frame of the pages before the app: the form on one side, and from 900 px what the product is on the other. */
@Component({
  selector: 'app-entry-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Brand, Icon],
  templateUrl: './entry-page.html',
  styleUrl: './entry-page.css',
})
export class EntryPage {
  protected readonly theme = inject(Theme);
  private readonly server = inject(ServerMeta);
  protected readonly themeLabel = computed(
    () => `${THEME_CHOICES.find((choice) => choice.value === this.theme.choice())?.label} theme`,
  );
  protected readonly organisation = computed(() => this.server.organisation() ?? 'your organisation');
}
