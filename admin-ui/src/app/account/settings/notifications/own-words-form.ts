import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { t } from '../../../core/words/words';
import { NotificationChoices } from '../../../state/notifications/notification-choices';
import { Control, Field } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { SavedField } from '../saved-field';

/** Words that notify me like a mention, with commas between them; saved when the field is left. */
@Component({
  selector: 'app-own-words-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Control, Field, Icon],
  template: `
    <app-field [label]="t('ownWords.title')" [hint]="t('ownWords.hint')" [error]="field.error()">
      <input
        appControl
        #words
        autocomplete="off"
        dir="auto"
        maxlength="900"
        [value]="field.value()"
        (input)="field.type(words.value)"
        (blur)="field.leave()"
        (keydown.enter)="field.leave()"
      />
    </app-field>
    <p class="hint" [class.ok]="field.state() === 'saved'" role="status">
      @if (field.state() === 'saved') {
        <app-icon name="check" [size]="16" />{{ t('action.saved') }}
      }
    </p>
  `,
})
export class OwnWordsForm {
  protected readonly t = t;
  private readonly choices = inject(NotificationChoices);
  protected readonly field = new SavedField(
    computed(() => (this.choices.all()?.words ?? []).join(', ')),
    (text) => this.choices.choose({ words: wordsIn(text) }),
  );
}

/** Commas of other scripts are commas, too. */
function wordsIn(text: string): string[] {
  return text
    .split(/[,،、，;؛]/)
    .map((word) => word.trim())
    .filter(Boolean);
}
