import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  model,
  signal,
  viewChild,
} from '@angular/core';
import type { DirectoryUserDto } from '../../api/models/directory-user-dto';
import type { TeamMemberDto } from '../../api/models/team-member-dto';
import { peopleMatching } from '../../state/people/people-matching';
import { isolated } from '../../core/isolated';
import { t } from '../../core/words/words';
import { Avatar } from '../../ui/avatar';
import { Control, Field } from '../../ui/field';
import { Icon } from '../../ui/icon';

/** More stand there when somebody wants to see them all. */
const SHOWN = 20;

/** Who is in a team: found by name and put in, or taken out again. It is saved with the rest. */
@Component({
  selector: 'app-team-people',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Control, Field, Icon],
  templateUrl: './team-people.html',
  styleUrl: './team-people.css',
})
export class TeamPeople {
  protected readonly t = t;
  /** By username, those who were just put in at the end. */
  readonly people = model.required<readonly TeamMemberDto[]>();

  private readonly injector = inject(Injector);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('search');
  protected readonly term = signal('');
  protected readonly isWhole = signal(false);
  protected readonly matching = peopleMatching(this.term);
  private readonly ids = computed(() => new Set(this.people().map(({ id }) => id)));
  protected readonly isAsked = computed(() => this.term().trim() !== '' && this.matching.status() === 'ready');
  protected readonly found = computed(() =>
    this.term().trim() === '' ? [] : this.matching.value().filter(({ id }) => !this.ids().has(id)),
  );
  /** The last ones, among them those who were just put in. */
  protected readonly shown = computed(() => (this.isWhole() ? this.people() : this.people().slice(-SHOWN)));

  protected add({ id, username, displayName, avatarUrl }: DirectoryUserDto): void {
    this.people.update((people) => [...people, { id, username, displayName, avatarUrl, isActive: true }]);
    this.clearTerm();
    this.input().nativeElement.focus();
    // The newest stands last: who put somebody in sees that it is done.
    afterNextRender(() => this.list()?.nativeElement.lastElementChild?.scrollIntoView({ block: 'nearest' }), {
      injector: this.injector,
    });
  }

  protected remove({ id }: TeamMemberDto): void {
    this.people.update((people) => people.filter((one) => one.id !== id));
    this.input().nativeElement.focus();
  }

  /** The form is not sent by it. */
  protected takeFirst(event: Event): void {
    event.preventDefault();
    const [first] = this.found();
    if (first) this.add(first);
  }

  protected clear(event: Event): void {
    if (this.term() === '') return;
    event.stopPropagation();
    this.clearTerm();
  }

  protected addWords({ displayName }: DirectoryUserDto): string {
    return t('teams.addOne', { name: isolated(displayName) });
  }

  protected removeWords({ displayName }: TeamMemberDto): string {
    return t('teams.removeOne', { name: isolated(displayName) });
  }

  private clearTerm(): void {
    this.input().nativeElement.value = '';
    this.term.set('');
  }
}
