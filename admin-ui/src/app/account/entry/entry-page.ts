import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ServerMeta } from '../../core/server-meta';
import { Theme } from '../../core/theme';
import { Avatar } from '../../ui/avatar';
import { Brand } from '../../ui/brand';
import { Icon } from '../../ui/icon';
import { LanguageSelect } from '../language-select';
import { around, t } from '../../core/words/words';

const THEME_LABELS = {
  system: 'entry.theme.system',
  light: 'entry.theme.light',
  dark: 'entry.theme.dark',
} as const;

/** The frame of the pages before the app: the form on one side, and from 900 px what the product is on the other. */
@Component({
  selector: 'app-entry-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Brand, Icon, LanguageSelect],
  templateUrl: './entry-page.html',
  styleUrl: './entry-page.css',
  host: { '[class.drawn]': 'true' },
})
export class EntryPage {
  protected readonly around = around;
  protected readonly t = t;
  protected readonly theme = inject(Theme);
  private readonly server = inject(ServerMeta);
  protected readonly themeLabels = THEME_LABELS;
  protected readonly logo = this.server.logoUrl;
  protected readonly organisation = computed(() => this.server.organisation() ?? t('entry.yourOrganisation'));
}
