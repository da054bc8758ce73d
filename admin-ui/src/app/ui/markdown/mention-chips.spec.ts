import { describe, expect, it } from 'vitest';
import { type Mentions, showMentions, withNames } from './mention-chips';

const ANA = { userId: 'ana', username: 'ana.berg', displayName: 'Ana Berg', avatarUrl: null };
const ME = { userId: 'me', username: 'noor', displayName: 'Noor', avatarUrl: null };

const CREW = { teamId: 'crew', key: 'crew', name: 'Night crew', isMine: true };
const DESK = { teamId: 'desk', key: 'hr', name: 'People desk', isMine: false };

function shown(html: string, all: Partial<Pick<Mentions, 'everyone' | 'here'>> = {}): Element {
  const template = document.createElement('template');
  template.innerHTML = html;
  const named = { people: [ANA, ME], teams: [CREW, DESK], everyone: false, ...all };
  showMentions(template.content, { ...named, myId: 'me', opens: true });
  const place = document.createElement('div');
  place.append(template.content);
  return place;
}

const chips = (place: Element): (string | null)[] =>
  [...place.querySelectorAll('.mention')].map(({ textContent }) => textContent);

describe('the mentions in a text', () => {
  it('show what people are called now, and lose nothing around them', () => {
    const place = shown('<p>Ask <b>@ana.berg.</b> or @Noor, (@nobody)</p>');

    expect(chips(place)).toEqual(['@Ana Berg', '@Noor']);
    expect(place.textContent).toBe('Ask @Ana Berg. or @Noor, (@nobody)');
  });

  it('open a person by its id, and mine are set apart', () => {
    const [ana, me] = shown('<p>@ana.berg @noor</p>').querySelectorAll<HTMLElement>('.mention');

    expect([ana?.dataset['user'], me?.dataset['user']]).toEqual(['ana', 'me']);
    expect([ana?.matches('.me'), me?.matches('.me')]).toEqual([false, true]);
  });

  it('show teams by their names, open them by their ids, and set those apart that are mine', () => {
    const place = shown('<p>@crew or @HR.</p>');
    const [crew, desk] = place.querySelectorAll<HTMLElement>('.mention');

    expect(place.textContent).toBe('@Night crew or @People desk.');
    expect([crew?.dataset['team'], desk?.dataset['team'], crew?.dataset['user']]).toEqual(['crew', 'desk', undefined]);
    expect([crew?.matches('.me'), desk?.matches('.me')]).toEqual([true, false]);
  });

  it('are none in code and links', () => {
    expect(chips(shown('<p><code>@noor</code> <a href="x">@noor</a></p><pre>@noor</pre>'))).toEqual([]);
  });

  it('of everyone are those that the server took for one', () => {
    expect(chips(shown('<p>@everyone</p>', { everyone: true }))).toEqual(['@everyone']);
    expect(chips(shown('<p>@everyone</p>'))).toEqual([]);
  });

  it('of those who are here are set apart for those who were', () => {
    const mine = (me: boolean): number =>
      shown('<p>@here</p>', { here: { me } }).querySelectorAll('.mention.me').length;

    expect([mine(true), mine(false)]).toEqual([1, 0]);
    expect(chips(shown('<p>Lunch, @here!</p>', { here: { me: false } }))).toEqual(['@here']);
    expect(chips(shown('<p>@here</p>'))).toEqual([]);
  });

  it('have their names in lists too', () => {
    expect(withNames('Ask @ana.berg. or @noor', [ANA, ME])).toBe('Ask @Ana Berg. or @Noor');
    expect(withNames('Ask @nobody', [ANA])).toBe('Ask @nobody');
    expect(withNames('Ask @crew or @noor', [ME], [CREW])).toBe('Ask @Night crew or @Noor');
  });
});
