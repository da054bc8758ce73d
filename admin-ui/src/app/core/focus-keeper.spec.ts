import { TestBed } from '@angular/core/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../testing/eventually';
import { keepFocus } from './focus-keeper';

describe('the focus', () => {
  let page: HTMLElement;
  beforeAll(() => TestBed.runInInjectionContext(keepFocus));
  afterEach(() => page.remove());

  function draw(html: string): void {
    page = document.body.appendChild(document.createElement('div'));
    page.innerHTML = html;
  }
  const at = (id: string): HTMLElement => page.querySelector<HTMLElement>(`#${id}`) ?? page;
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  };

  it('goes to the next row when its row is removed, and to the one before when there is none', async () => {
    draw(
      '<ul><li><button id="a"></button></li><li><button id="b"></button></li><li><button id="c"></button></li></ul>',
    );
    at('b').focus();

    at('b').closest('li')?.remove();
    await eventually(() => expect(document.activeElement).toBe(at('c')));
    at('c').closest('li')?.remove();
    await eventually(() => expect(document.activeElement).toBe(at('a')));
  });

  it('goes to the row and not to the box beside it that Tab passes over', async () => {
    const row = (id: string): string => `<li><input type="checkbox" tabindex="-1"><button id="${id}"></button></li>`;
    draw(`<ul>${row('a')}${row('b')}</ul>`);
    at('a').focus();

    at('a').closest('li')?.remove();

    await eventually(() => expect(document.activeElement).toBe(at('b')));
  });

  it('goes to what takes the place of a button, or to the heading above', async () => {
    draw('<section><h3 id="heading">Locked out?</h3><div id="place"><button id="create"></button></div></section>');
    at('create').focus();

    at('place').innerHTML = '<input id="link">';
    await eventually(() => expect(document.activeElement).toBe(at('link')));
    at('place').innerHTML = '<p>Nothing</p>';
    await eventually(() => expect(document.activeElement).toBe(at('heading')));
  });

  it('goes from a heading to the heading that takes its place', async () => {
    draw('<main id="main"><h1 id="before" tabindex="-1">Select a conversation</h1></main>');
    at('before').focus();

    at('main').innerHTML = '<button>Invite</button><h1 id="after">Nobody else is here yet</h1>';

    await eventually(() => expect(document.activeElement).toBe(at('after')));
  });

  it('comes back to a button that was disabled while it waited', async () => {
    draw('<button id="save"></button>');
    at('save').focus();
    at('save').setAttribute('disabled', '');
    at('save').blur();
    await settled();

    at('save').removeAttribute('disabled');

    await eventually(() => expect(document.activeElement).toBe(at('save')));
  });

  it('moves without the page, so that whoever scrolled meanwhile stays where they read', async () => {
    draw('<button id="pill"></button><article id="row" tabindex="0"></article>');
    const focused = vi.spyOn(at('row'), 'focus');
    at('pill').focus();

    at('pill').remove();

    await eventually(() => expect(focused).toHaveBeenCalledWith({ preventScroll: true }));
  });

  it('returns from a menu to where its button was when both are gone', async () => {
    draw('<ul><li id="row"><button id="manage"></button></li><li><button id="next"></button></li></ul>');
    const layer = page.appendChild(document.createElement('div'));
    layer.className = 'cdk-overlay-container';
    layer.innerHTML = '<div><button id="yes"></button></div>';
    at('manage').focus();
    at('yes').focus();

    at('row').remove();
    layer.replaceChildren();

    await eventually(() => expect(document.activeElement).toBe(at('next')));
  });

  it('returns from a dialog that a menu opened to the button of the menu', async () => {
    draw('<button id="manage"></button>');
    const layer = page.appendChild(document.createElement('div'));
    layer.className = 'cdk-overlay-container';
    layer.innerHTML = '<div role="dialog"><button id="cancel"></button></div>';
    at('manage').focus();
    at('cancel').focus();

    layer.replaceChildren();

    await eventually(() => expect(document.activeElement).toBe(at('manage')));
  });

  it('is left where somebody left it, and to the page that comes next', async () => {
    draw('<div id="page"><router-outlet></router-outlet><main id="main"><button id="a"></button></main></div>');
    at('a').focus();
    at('a').blur();
    at('main').append('more');
    await settled();
    expect(document.activeElement).toBe(document.body);

    at('a').focus();
    at('main').remove();
    at('page').insertAdjacentHTML('beforeend', '<main><button></button></main>');
    await settled();
    expect(document.activeElement).toBe(document.body);
  });
});
