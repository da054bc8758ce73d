import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { hasVisibleText } from '../../../../../src/core/http/text.js';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { CompletionList } from '../../compose/completion/completion-list';
import { FormattingBar } from '../../compose/formatting/formatting-bar';
import { FormattingChoice } from '../../compose/formatting/formatting-choice';
import { emojiCompletions } from '../../compose/emoji/emoji-completions';
import { Link } from '../../core/realtime/link';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { ScopedKeys } from '../../core/key-scope';
import { SendKey } from '../../core/send-key';
import { UndoSending } from '../../core/undo-sending';
import { FieldValue } from '../../ui/field-value';
import { Icon } from '../../ui/icon';
import { ClosedComposer } from '../../ui/closed-composer';
import { Toasts } from '../../ui/toast.service';
import { COMPOSER_KEYS } from './composer-keys';
import { mentionCompletions } from './mention-completions';
import { OpenConversation } from '../open-conversation/open-conversation';
import { Drafts } from '../../state/drafts/drafts';
import { canRecord } from '../../files/microphone';
import { RecordingBar } from '../../files/recording-bar';
import { fileIntake } from '../../files/file-intake';
import { FileTray } from '../../files/file-tray';
import { lineOf } from '../../state/messages/line-of';
import { Uploads } from '../../state/uploads/uploads';
import { TypingPeople } from '../../state/conversations/typing-people';
import { isolated } from '../../core/isolated';
import { around, t } from '../../core/words/words';

const MOST_CHARACTERS = 20_000;
const MOST_IN_SUBJECT = 200;
/** From here on the room that is left is counted. */
const COUNTED_FROM = 0.95;

/** Where one writes. What is begun stays with its conversation until it is sent. */
@Component({
  selector: 'app-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkTextareaAutosize,
    ClosedComposer,
    CompletionList,
    FieldValue,
    FileTray,
    FormattingBar,
    Icon,
    RecordingBar,
  ],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  protected readonly around = around;
  protected readonly t = t;
  readonly conversation = input.required<ConversationDto>();

  protected readonly open = inject(OpenConversation);
  protected readonly socket = inject(RealtimeSocket);
  private readonly link = inject(Link);
  protected readonly drafts = inject(Drafts);
  protected readonly sendKey = inject(SendKey);
  private readonly uploads = inject(Uploads);
  private readonly undoSending = inject(UndoSending);
  private readonly typing = inject(TypingPeople);
  private readonly scopedKeys = inject(ScopedKeys);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly text = viewChild<ElementRef<HTMLTextAreaElement>>('text');
  private readonly chooser = viewChild<ElementRef<HTMLInputElement>>('chooser');
  private readonly subjectField = viewChild<ElementRef<HTMLInputElement>>('subjectField');

  private readonly toasts = inject(Toasts);
  protected readonly formatting = inject(FormattingChoice);
  protected readonly completions = [mentionCompletions(), emojiCompletions()];
  private readonly conversationId = computed(() => this.conversation().id);
  private readonly draft = computed(() => this.drafts.of(this.conversation().id));
  protected readonly body = computed(() => this.draft().body);
  protected readonly subject = computed(() => this.draft().subject);
  /** The subject that is shown alone is also the one that is written about, until it is removed here. */
  protected readonly shownSubject = linkedSignal(() => this.open.shownSubject());
  private readonly wantsSubject = signal(false);
  protected readonly hasSubject = computed(() => this.wantsSubject() || this.subject() !== '');
  protected readonly mostInSubject = MOST_IN_SUBJECT;

  private readonly length = computed(() => [...this.body()].length);
  protected readonly left = computed(() => MOST_CHARACTERS - this.length());
  protected readonly isCounted = computed(() => this.length() >= MOST_CHARACTERS * COUNTED_FROM);
  protected readonly intake = fileIntake(this.conversationId);
  /** What is recorded ends with the conversation that it was for. */
  protected readonly isRecording = linkedSignal({ source: this.conversationId, computation: () => false });
  protected readonly mayRecord = computed(() => canRecord && this.body() === '' && this.intake.hasRoom());
  protected readonly canSend = computed(() => {
    const saysSomething = hasVisibleText(this.body()) || this.intake.files().length > 0;
    return saysSomething && this.left() >= 0 && !this.intake.hasFailed() && !this.isRecording();
  });
  protected readonly placeholder = computed(() => t('composer.message', { name: isolated(this.open.name()) }));
  protected readonly isOffline = computed(() => this.link.isDown() || this.socket.state().kind === 'waiting');
  protected readonly quoted = computed(() => {
    const message = this.open.replyTo();
    if (!message) return undefined;
    const name = message.sender.id === this.open.me().id ? t('composer.yourself') : message.sender.displayName;
    return { name, text: lineOf(message) };
  });

  constructor() {
    const answeredSeq = computed(() => this.open.replyTo()?.seq ?? null);
    effect(() => {
      if (answeredSeq() !== null) untracked(() => this.focus());
    });
    let answered: number | null = null;
    effect(() => {
      const replyToSeq = answeredSeq();
      if (replyToSeq === answered) return;
      answered = replyToSeq;
      untracked(() => this.drafts.keep(this.conversation().id, { ...this.draft(), replyToSeq }));
    });
    const toAnswer = computed(() => this.draft().replyToSeq);
    effect(() => {
      const seq = toAnswer();
      untracked(() => {
        if (seq === (this.open.replyTo()?.seq ?? null)) return;
        answered = seq;
        void this.open.answer(seq);
      });
    });
    effect(() => {
      if (this.open.editingSeq() !== undefined || !this.open.editsFromComposer()) return;
      untracked(() => {
        this.open.editsFromComposer.set(false);
        this.focus();
      });
    });
    effect(() => {
      const entry = this.open.takenBack();
      if (!entry) return;
      untracked(() => {
        const draft = this.draft();
        const { subject, replyTo } = entry;
        if (replyTo) this.open.replyTo.set(replyTo);
        // What is being written stays, behind it.
        const body = [entry.body, draft.body].filter((text) => text.trim() !== '').join('\n\n');
        const replyToSeq = replyTo?.seq ?? draft.replyToSeq;
        const change = { body, subject: subject ?? draft.subject, replyToSeq };
        this.drafts.keep(this.conversation().id, { ...draft, ...change });
        this.open.takenBack.set(undefined);
        this.focus();
      });
    });
    afterNextRender(() => {
      // On a touch screen the keyboard would cover what one came to read.
      if (!matchMedia('(pointer: coarse)').matches) this.focus();
    });
  }

  protected write(body: string): void {
    if (body.trim() !== '' && this.conversation().memberCount > 1) this.typing.tell(this.conversation().id);
    this.drafts.keep(this.conversation().id, { ...this.draft(), body });
  }

  protected name(subject: string): void {
    this.drafts.keep(this.conversation().id, { ...this.draft(), subject });
  }

  protected toggleSubject(): void {
    if (this.hasSubject()) {
      this.wantsSubject.set(false);
      this.name('');
      return this.focus();
    }
    this.wantsSubject.set(true);
    afterNextRender(() => this.subjectField()?.nativeElement.focus(), { injector: this.injector });
  }

  protected handleKey(event: KeyboardEvent): void {
    if (this.isRecording()) return;
    const isSubject = event.target === this.subjectField()?.nativeElement;
    this.scopedKeys.run(COMPOSER_KEYS, event, {
      send: () => this.send(),
      later: () => void this.sendLater(),
      enter: () => (isSubject ? this.focus() : this.sendKey.sends(event) && this.send()),
      // The browser's own.
      newLine: () => false,
      editLast: () => !isSubject && this.body() === '' && this.editLast(),
      subject: () => this.toggleSubject(),
      files: () => this.chooser()?.nativeElement.click(),
      back: () => this.stepBack(),
    });
  }

  protected send(): void {
    if (!this.canSend()) return;
    const replyTo = this.open.replyTo();
    const { id } = this.conversation();
    const body = this.body();
    const subject = this.subject().trim() || this.shownSubject();
    const clientId = this.sharedClientId(subject ?? '', replyTo?.seq ?? null);
    const files = this.uploads.take(id);
    const content = files.length > 0 ? { body: hasVisibleText(body) ? body : '', files } : { body };
    const holdSeconds = this.undoSending.chat();
    this.open.send({
      ...content,
      ...(clientId !== undefined && { clientId }),
      ...(subject && { subject }),
      ...(replyTo && { replyTo }),
      ...(holdSeconds > 0 && { holdSeconds }),
    });
    this.drafts.drop(id);
    // At once: what is typed before the next drawing must not follow what has been sent.
    for (const field of [this.text(), this.subjectField()]) if (field) field.nativeElement.value = '';
    this.typing.done();
    this.wantsSubject.set(false);
    this.focus();
  }

  /** Sends it at a time that is asked for; until the server keeps it, it stays here. */
  protected async sendLater(): Promise<void> {
    if (!this.canSend()) return;
    const { SendLater } = await import('../../compose/send-later');
    const later = this.injector.get(SendLater);
    const conversationId = this.conversation().id;
    // What is not there any more is not answered.
    const text = { ...this.draft(), replyToSeq: this.open.replyTo()?.seq ?? null };
    const subject = this.subject().trim() || this.shownSubject();
    const time = await later.ask(this.open.otherPerson());
    if (!time) return;
    const clientId = this.sharedClientId(subject ?? '', text.replyToSeq);
    if (!(await later.schedule({ conversationId, text, subject, clientId }, time))) return;
    this.typing.done();
    this.wantsSubject.set(false);
  }

  /** Those that were dropped. */
  addFiles(files: readonly File[]): void {
    this.intake.add(files);
    this.focus();
  }

  protected recorded(file: File): void {
    this.isRecording.set(false);
    this.addFiles([file]);
  }

  protected cancelRecording(): void {
    this.isRecording.set(false);
    this.focus();
  }

  protected chosen(chooser: HTMLInputElement): void {
    this.intake.addChosen(chooser);
    this.focus();
  }

  protected paste(event: ClipboardEvent): void {
    if (this.intake.paste(event)) this.focus();
  }

  /** The one under which other devices send the same; undefined while this one has more files than they know of. */
  private sharedClientId(subject: string, replyToSeq: number | null): string | undefined {
    if (!this.intake.areUploaded()) return undefined;
    return this.drafts.clientIdFor(this.conversation().id, { ...this.draft(), subject, replyToSeq });
  }

  protected cancelReply(): void {
    this.open.replyTo.set(undefined);
    this.focus();
  }

  /** False: there is none. */
  private editLast(): boolean {
    const last = this.open.lastOwn();
    if (!last?.message) return false;
    this.open.focusKey.set(last.key);
    this.open.editsFromComposer.set(true);
    this.open.editingSeq.set(last.message.seq);
    return true;
  }

  /** One step back for each press, at last to the list; what was written stays. False: there is no further one. */
  private stepBack(): boolean {
    const isReply = this.open.replyTo() !== undefined;
    if (isReply) this.open.replyTo.set(undefined);
    if (isReply || this.open.goBack() || this.open.dropDivider()) return true;
    const chosen = this.document.querySelector<HTMLElement>('[role=listbox] [role=option][aria-selected=true]');
    chosen?.focus();
    return chosen !== null;
  }

  /** What I had begun where I may not write any more. */
  protected discard(): void {
    const [{ id }, draft] = [this.conversation(), this.draft()];
    this.drafts.drop(id);
    const undo = { label: t('action.undo'), run: () => this.drafts.keep(id, draft) };
    this.toasts.show({ text: t('drafts.discarded'), action: undo });
  }

  private focus(): void {
    afterNextRender(() => this.text()?.nativeElement.focus(), { injector: this.injector });
  }
}
