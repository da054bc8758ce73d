import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { hasVisibleText } from '../../../../src/core/http/text.js';
import { Api } from '../api/api';
import { composeMessage } from '../api/fn/mail/compose-message';
import { sendMessage } from '../api/fn/messages/send-message';
import { getUser } from '../api/fn/people/get-user';
import type { ComposedDto } from '../api/models/composed-dto';
import type { DraftRecipientDto } from '../api/models/draft-recipient-dto';
import type { FieldErrorDto } from '../api/models/field-error-dto';
import type { MessageDto } from '../api/models/message-dto';
import type { ScheduledAnswerDto } from '../api/models/scheduled-answer-dto';
import type { ScheduledDto } from '../api/models/scheduled-dto';
import type { SendMessageDto } from '../api/models/send-message-dto';
import { ScopedKeys } from '../core/key-scope';
import { problemOf } from '../core/problem';
import { UndoSending } from '../core/undo-sending';
import { ServerMeta } from '../core/server-meta';
import { Session } from '../core/session';
import { may } from '../core/staff';
import { ConversationStore } from '../state/conversations/conversation-store';
import { isSilent } from '../state/conversations/who-writes';
import type { DraftText } from '../state/drafts/draft-text';
import { Drafts } from '../state/drafts/drafts';
import { clockTime } from '../core/times';
import { type LostFile, lostFiles, lostWords } from '../state/uploads/lost-files';
import type { Upload } from '../state/uploads/outgoing-file';
import { UploadFailed, Uploads } from '../state/uploads/uploads';
import { DropHint } from '../files/drop-hint';
import { FileDrop } from '../files/file-drop';
import { fileIntake } from '../files/file-intake';
import { FileTray } from '../files/file-tray';
import { canRecord } from '../files/microphone';
import { RecordingBar } from '../files/recording-bar';
import type { ChosenTime } from '../ui/choose-time';
import { DialogFrame } from '../ui/dialog-frame';
import { AppDialogs } from '../ui/dialogs';
import { FieldValue } from '../ui/field-value';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown/markdown';
import { Toasts } from '../ui/toast.service';
import { CompletionList } from './completion/completion-list';
import { emojiCompletions } from './emoji/emoji-completions';
import { FormattingBar } from './formatting/formatting-bar';
import { ComposeDraft } from './compose-draft';
import { COMPOSE_KEYS } from './compose-keys';
import { RecipientsField } from './recipients-field';
import type { SharedContent } from './shared-content';
import type { SendLater } from './send-later';
import { sendTime } from './send-time';
import { SpentIds } from './spent-ids';
import { UndoCompose } from './undo-compose';
import { isolated } from '../core/isolated';
import { t } from '../core/words/words';

/** To whom a new message is addressed from the start, by the ids of people, and what is in it; or which draft is gone on with. */
export interface ComposeOptions {
  readonly to?: readonly string[];
  readonly shared?: SharedContent;
  readonly draftId?: string;
}

/** Opens the dialog for a new message. */
export function openCompose(dialogs: AppDialogs, options: ComposeOptions): void {
  dialogs.open(ComposeDialog, { data: options, width: 700 });
}

/** Writing to people or to a group, as mail is written. Leaving keeps the draft; what was typed is never lost. */
@Component({
  selector: 'app-compose-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CompletionList,
    DialogFrame,
    DropHint,
    FieldValue,
    FileDrop,
    FileTray,
    FormattingBar,
    Icon,
    Markdown,
    RecipientsField,
    RecordingBar,
  ],
  providers: [ComposeDraft],
  templateUrl: './compose-dialog.html',
  styleUrl: './compose-dialog.css',
})
export class ComposeDialog {
  protected readonly t = t;
  private readonly api = inject(Api);
  private readonly ref = inject<DialogRef<void>>(DialogRef);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(AppDialogs);
  private readonly session = inject(Session);
  private readonly server = inject(ServerMeta);
  private readonly store = inject(ConversationStore);
  protected readonly drafts = inject(Drafts);
  protected readonly draft = inject(ComposeDraft);
  private readonly undoSending = inject(UndoSending);
  private readonly scopedKeys = inject(ScopedKeys);
  private readonly spending = inject(SpentIds);
  private readonly undoing = inject(UndoCompose);
  private readonly injector = inject(Injector);
  /** At hand once somebody asked for a time. */
  private later: SendLater | undefined;
  /** When what is being sent goes; undefined: now. */
  private time: ChosenTime | undefined;

  private readonly recipients = viewChild.required(RecipientsField);
  private readonly text = viewChild<ElementRef<HTMLTextAreaElement>>('text');
  protected readonly field = computed(() => this.text()?.nativeElement);

  protected readonly intake = fileIntake(computed(() => this.draft.id));
  private readonly uploads = inject(Uploads);

  protected readonly isRecording = signal(false);
  protected readonly mayRecord = computed(() => canRecord && !this.isRecording() && this.intake.hasRoom());

  protected readonly completions = [emojiCompletions()];
  protected readonly isBusy = signal(false);
  protected readonly isPreview = signal(false);
  /** On a phone the buttons that format are shown when asked for. */
  protected readonly isFormatting = signal(false);
  protected readonly errors = signal<readonly FieldErrorDto[]>([]);
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly mayInvite = computed(
    () => may(this.session.me(), 'invite.manage') && !this.server.isRegistrationClosed(),
  );
  /** Several people in one chat: the subject of the first message is also the name of the group. */
  protected readonly startsGroup = computed(
    () => this.draft.to().length > 1 && !this.draft.isSeparate() && !this.draft.group(),
  );
  protected readonly saved = computed(() => {
    const at = this.draft.isEmpty() ? undefined : this.draft.savedAt();
    return at && t('compose.savedAt', { time: clockTime(at) });
  });
  /** Chosen is a group in which I do not write. */
  protected readonly isSilent = computed(() => {
    const group = this.draft.group();
    return group !== undefined && isSilent(this.store.conversation(group.id)());
  });
  /** The recipients, by their place, that the server refused. */
  protected readonly refused = computed(() =>
    this.errors().flatMap(({ pointer }) => (/^\/to\/\d+$/.test(pointer) ? [Number(pointer.slice(4))] : [])),
  );

  constructor() {
    const { to = [], shared, draftId } = inject<ComposeOptions | null>(DIALOG_DATA) ?? {};
    if (draftId !== undefined) this.draft.resume(draftId);
    if (shared) this.take(shared);
    for (const id of to) void this.address(id);
    effect(() => {
      const group = this.draft.group();
      if (group) untracked(() => void this.learn(group.id));
    });
    this.ref.closed.subscribe(() => this.leave());
  }

  private take({ subject, body, files }: SharedContent): void {
    this.draft.write({ subject, body });
    if (files.length > 0) this.addFiles(files);
  }

  protected errorAt(...pointers: string[]): string | undefined {
    return this.errors().find(({ pointer }) => pointers.includes(pointer))?.detail;
  }

  protected addressTo(recipients: readonly DraftRecipientDto[]): void {
    this.draft.addressTo(recipients);
    this.errors.update((errors) => errors.filter(({ pointer }) => !pointer.startsWith('/to')));
  }

  protected writeBody(body: string): void {
    this.draft.write({ body });
    this.errors.update((errors) => errors.filter(({ pointer }) => pointer !== '/body'));
  }

  /** Those that were chosen or dropped. */
  protected addFiles(files: readonly File[]): void {
    this.draft.begin();
    this.intake.add(files);
    this.forgetFileErrors();
  }

  protected handleKey(event: KeyboardEvent, chooser: HTMLInputElement): void {
    this.scopedKeys.run(COMPOSE_KEYS, event, {
      send: () => this.send(),
      later: () => void this.sendLater(),
      files: () => chooser.click(),
    });
  }

  protected chosen(chooser: HTMLInputElement): void {
    this.draft.begin();
    this.intake.addChosen(chooser);
    this.forgetFileErrors();
  }

  protected record(): void {
    this.isRecording.set(true);
    this.forgetFileErrors();
  }

  protected recorded(file: File): void {
    this.addFiles([file]);
    this.endRecording();
  }

  protected endRecording(): void {
    this.isRecording.set(false);
    this.forgetFileErrors();
    this.text()?.nativeElement.focus();
  }

  protected paste(event: ClipboardEvent): void {
    this.draft.begin();
    if (this.intake.paste(event)) this.forgetFileErrors();
  }

  /** Sends it at a time that is asked for; what is wrong is said first. */
  protected async sendLater(): Promise<void> {
    if (this.isBusy()) return;
    this.errors.set(this.missing(await this.recipients().settle()));
    if (this.errors().length > 0) return this.focusFirstWrong();
    const { SendLater } = await import('./send-later');
    this.later = this.injector.get(SendLater);
    const [reader, ...others] = this.draft.to();
    const time = await this.later.ask(reader?.kind === 'person' && others.length === 0 ? reader : undefined);
    if (time) await this.send(time);
  }

  /** Now, or at a time. */
  protected async send(time?: ChosenTime): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set(undefined);
    try {
      const leftOver = await this.recipients().settle();
      this.errors.set(this.missing(leftOver));
      if (this.errors().length > 0) return this.focusFirstWrong();
      await this.deliver(time);
    } catch (error) {
      if (error instanceof UploadFailed) return this.failure.set(error.reason);
      const problem = problemOf(error);
      this.errors.set(problem.errors);
      if (problem.errors.length === 0) this.failure.set(problem.detail);
      this.focusFirstWrong();
    } finally {
      this.isBusy.set(false);
    }
  }

  /** Throws it away; a toast takes that back. */
  protected discard(): void {
    const { id } = this.draft;
    const text = this.drafts.of(id);
    const wasEmpty = this.draft.isEmpty();
    this.draft.drop();
    this.ref.close();
    if (wasEmpty) return;
    this.toasts.show({
      text: t('drafts.discarded'),
      action: { label: t('action.undo'), run: () => this.drafts.keep(id, text) },
    });
  }

  protected async invite(): Promise<void> {
    this.ref.close();
    await this.router.navigate(['/admin/invitations'], { queryParams: { invite: true } });
  }

  private async deliver(time: ChosenTime | undefined): Promise<void> {
    this.time = time;
    const files = this.intake.files();
    await this.uploads.attachmentIds(files);
    const text = this.draft.text();
    const answer = await this.sent(files);
    this.uploads.confirm(this.uploads.take(this.draft.id));
    this.draft.sent(text);
    this.ref.close();
    if ('scheduled' in answer) return this.offerUndo(answer.scheduled, text);
    const sent = 'items' in answer ? answer.items : [answer];
    const [first] = sent;
    if (sent.length === 1 && first) await this.router.navigate(['/chats', first.conversationId]);
    else this.toasts.show({ text: t('compose.sentTo', { count: sent.length }) });
  }

  private offerUndo(kept: ScheduledDto, text: DraftText): void {
    const reopen = (draftId: string): void => openCompose(this.dialogs, { draftId });
    if (!this.time) return this.undoing.offer(kept, text, reopen);
    this.later?.say(kept, () => this.undoing.goOn(text, reopen));
  }

  /** Once more where the server forgot a file that this device still has. */
  private async sent(files: readonly Upload[]): Promise<MessageDto | ComposedDto | ScheduledAnswerDto> {
    const group = this.draft.group();
    try {
      const send = (): Promise<MessageDto | ComposedDto | ScheduledAnswerDto> =>
        group ? this.sendTo(group.id) : this.sendToPeople();
      return await this.spending.unspent(send, () => this.draft.renew());
    } catch (error) {
      const lost = lostFiles(files, problemOf(error).errors);
      if (lost.length === 0) throw error;
      const forGood = lost.filter(({ file, isSent }) => isSent || !this.uploads.uploadAgain(file.id));
      this.giveUp(forGood);
      await this.uploads.attachmentIds(files);
      return this.sent(files);
    }
  }

  /** Each says at its place why it cannot be sent. Throws UploadFailed, which says it of all of the same kind. */
  private giveUp(lost: readonly LostFile<Upload>[]): void {
    for (const { file, isSent } of lost) this.uploads.giveUp(file.id, lostWords([file.name], isSent));
    const [first] = lost;
    if (!first) return;
    const names = lost.filter(({ isSent }) => isSent === first.isSent).map(({ file }) => file.name);
    throw new UploadFailed(first.file.id, lostWords(names, first.isSent), false);
  }

  private sendTo(conversationId: string): Promise<MessageDto | ScheduledAnswerDto> {
    return this.api.invoke(sendMessage, { conversationId, body: this.held(this.draft.toGroup()) });
  }

  private sendToPeople(): Promise<ComposedDto | ScheduledAnswerDto> {
    return this.api.invoke(composeMessage, { body: this.held(this.draft.toPeople()) });
  }

  /** The request for a message that can be taken back for a while, or until its time has come. */
  private held<T extends object>(request: T): T & Pick<SendMessageDto, 'holdSeconds' | 'sendAt' | 'sendAtLocal'> {
    if (this.time) return { ...request, ...sendTime(this.time) };
    const holdSeconds = this.undoSending.compose();
    return holdSeconds > 0 ? { ...request, holdSeconds } : request;
  }

  private missing(leftOver: string): FieldErrorDto[] {
    const errors: FieldErrorDto[] = [];
    const add = (pointer: string, detail: string) => errors.push({ pointer, code: 'required', detail });
    if (leftOver !== '') add('/to', t('compose.whoIs', { text: isolated(leftOver) }));
    else if (this.draft.to().length === 0) add('/to', t('compose.chooseSomebody'));
    // Said beside the field already.
    else if (this.isSilent()) add('/to', '');
    if (this.isRecording()) add('/attachmentIds', t('compose.stillRecording'));
    else if (this.intake.hasFailed()) add('/attachmentIds', t('compose.fileNotUploaded'));
    else if (!hasVisibleText(this.draft.body()) && this.intake.files().length === 0)
      add('/body', t('compose.writeFirst'));
    return errors;
  }

  private forgetFileErrors(): void {
    this.errors.update((errors) => errors.filter(({ pointer }) => !['/body', '/attachmentIds'].includes(pointer)));
  }

  private focusFirstWrong(): void {
    const [first] = this.errors();
    if (first?.pointer === '/body') {
      this.isPreview.set(false);
      setTimeout(() => this.text()?.nativeElement.focus());
    } else if (first?.pointer.startsWith('/to')) this.recipients().focus();
  }

  /** Whatever closed it, what was written is kept. */
  private leave(): void {
    this.drafts.holdHands(undefined);
    if (this.draft.isEmpty()) return;
    const draftId = this.draft.id;
    this.toasts.show({
      text: t('drafts.saved'),
      action: { label: t('action.open'), run: () => void openCompose(this.dialogs, { draftId }) },
    });
  }

  /** Of a draft from another device, the group may not be known here. */
  private async learn(conversationId: string): Promise<void> {
    if (this.store.conversation(conversationId)()) return;
    try {
      await this.store.fetch(conversationId);
    } catch (error) {
      // Then it is said when it is tried.
      problemOf(error);
    }
  }

  private async address(id: string): Promise<void> {
    try {
      const { username, displayName, avatarUrl } = await this.api.invoke(getUser, { id });
      if (this.draft.to().some((chosen) => chosen.id === id)) return;
      this.addressTo([...this.draft.to(), { id, kind: 'person', username, displayName, avatarUrl }]);
    } catch (error) {
      this.failure.set(problemOf(error).detail);
    }
  }
}
