import { describe, expect, it } from 'vitest';
import { showMentions, withNames } from './mention-chips';

const ANA = { userId: 'ana', username: 'ana.berg', displayName: 'Ana Berg', avatarUrl: null };
const ME = { userId: 'me', username: 'noor', displayName: 'Noor', avatarUrl: null };

function shown(html: string, everyone = false): Element {
  const template = document.createElement('template');
  template.innerHTML = html;
  showMentions(template.content, { people: [ANA, ME], everyone, myId: 'me', opens: true });
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

  it('are none in code and links', () => {
    expect(chips(shown('<p><code>@noor</code> <a href="x">@noor</a></p><pre>@noor</pre>'))).toEqual([]);
  });

  it('of everyone are those that the server took for one', () => {
    expect(chips(shown('<p>@everyone</p>', true))).toEqual(['@everyone']);
    expect(chips(shown('<p>@everyone</p>'))).toEqual([]);
  });

  it('have their names in lists too', () => {
    expect(withNames('Ask @ana.berg. or @noor', [ANA, ME])).toBe('Ask @Ana Berg. or @Noor');
    expect(withNames('Ask @nobody', [ANA])).toBe('Ask @nobody');
  });
});
