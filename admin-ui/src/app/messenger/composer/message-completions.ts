import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { CompletionList } from '../../compose/completion/completion-list';
import { emojiCompletions } from '../../compose/emoji/emoji-completions';
import { mentionCompletions } from './mention-completions';

/** Names behind `@` and emoji behind `:`, for what is written in a conversation. */
@Component({
  selector: 'app-message-completions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CompletionList],
  template: '<app-completion-list [field]="field()" [sources]="sources" />',
})
export class MessageCompletions {
  readonly field = input.required<HTMLTextAreaElement>();
  protected readonly sources = [mentionCompletions(), emojiCompletions()];
}
