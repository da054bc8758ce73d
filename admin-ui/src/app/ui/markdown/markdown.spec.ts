import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHARACTERS_AT_ONCE } from './gradually';
import { CHARACTERS_AT_FIRST, Markdown } from './markdown';
import { MarkdownRenderer } from './markdown-renderer';

let html: (source: string) => string | undefined;
let fixture: ComponentFixture<Markdown>;
/** What waits for the next frame. */
let frames: (() => void)[];

const place = (): Element => (fixture.nativeElement as HTMLElement).querySelector('.md') as Element;
const shown = (): string => place().textContent ?? '';

function contentOf(text: string | undefined): DocumentFragment | undefined {
  if (text === undefined) return undefined;
  const template = document.createElement('template');
  template.innerHTML = text;
  return template.content;
}

function show(source: string): void {
  fixture.componentRef.setInput('source', source);
  fixture.detectChanges();
}

/** Draws frame after frame; answers by how many characters each made the text longer. */
function drawAll(): number[] {
  const steps: number[] = [];
  while (frames.length > 0) {
    const { length } = shown();
    frames.shift()?.();
    steps.push(shown().length - length);
  }
  return steps;
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (at: number) => (frames[at - 1] = () => undefined));
  TestBed.overrideProvider(MarkdownRenderer, { useValue: { content: (source: string) => contentOf(html(source)) } });
  fixture = TestBed.createComponent(Markdown);
});
afterEach(() => vi.unstubAllGlobals());

describe('a message shown as it was typed', () => {
  beforeEach(() => (html = () => undefined));

  it.each(['---', 'W'.repeat(250), ' indented\n  more '])('is exactly that: %j', (source) => {
    show(source);

    expect(shown()).toBe(source);
    expect(place().matches('.plain')).toBe(true);
  });

  it('keeps what turns the direction to itself', () => {
    show('Ok \u202ereversed');

    expect(place().querySelector('.turned')?.textContent).toBe('Ok \u202ereversed');
  });
});

describe('a very long message', () => {
  const texts = {
    'words of any script': 'والكتاب على الطاولة '.repeat(1_000),
    'letters without a space': '会議室の予約状況を確認してから。'.repeat(1_250),
    'pictures without a space': '😀'.repeat(10_000),
    'a line each': 'The gauges are in\n'.repeat(1_100),
  };
  const ways = { 'with marks': (source: string) => `<p><b>${source}</b></p>`, 'as it was typed': () => undefined };
  const cases = Object.entries(texts).flatMap(([of, text]) =>
    Object.entries(ways).map(([way, how]) => ({ of, way, text, how })),
  );

  it.each(cases)('of $of, $way, comes a part with each frame, and loses nothing', ({ text, how }) => {
    html = how;
    show(text);
    const first = shown().length;

    const steps = drawAll();

    expect(first).toBeGreaterThanOrEqual(CHARACTERS_AT_FIRST);
    expect(first).toBeLessThan(CHARACTERS_AT_FIRST + CHARACTERS_AT_ONCE);
    expect(Math.max(...steps)).toBeLessThan(CHARACTERS_AT_ONCE * 1.5);
    expect(shown()).toBe(text);
    expect(shown().isWellFormed()).toBe(true);
  });

  it('of many paragraphs stays as it is built', () => {
    html = (source) => source;
    const whole = '<p>One of <b>many</b> paragraphs</p><ul><li>one</li><li>two</li></ul>'.repeat(400);
    show(whole);

    drawAll();

    expect(place().innerHTML).toBe(whole);
  });

  it('keeps what it shows, and its layout, when more of it is shown', () => {
    html = (source) => `<p>${source}</p>`;
    const whole = 'The gauges are in. '.repeat(1_000);
    show(`${whole.slice(0, 3_000)} …`);
    const [before] = place().querySelectorAll('p');
    const nodes = [...(before?.childNodes ?? [])].slice(0, -1);

    show(whole);

    expect([...(place().firstElementChild?.childNodes ?? [])].slice(0, nodes.length)).toEqual(nodes);
    expect(nodes.every((node) => node.isConnected)).toBe(true);
    expect(shown().length).toBeLessThan(3_000 + CHARACTERS_AT_ONCE * 1.5);
    drawAll();
    expect(shown()).toBe(whole);
  });

  it('is not gone on with when something else is shown', () => {
    html = (source) => `<p>${source}</p>`;
    show('The gauges are in. '.repeat(1_000));

    show('Nothing more');
    drawAll();

    expect(shown()).toBe('Nothing more');
  });
});
