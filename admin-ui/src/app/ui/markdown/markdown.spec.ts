import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Markdown } from './markdown';
import { MarkdownRenderer } from './markdown-renderer';

describe('a message shown as it was typed', () => {
  it.each(['---', 'W'.repeat(250), ' indented\n  more '])('is exactly that: %j', (source) => {
    TestBed.overrideProvider(MarkdownRenderer, { useValue: { html: () => undefined } });
    const fixture = TestBed.createComponent(Markdown);
    fixture.componentRef.setInput('source', source);
    fixture.detectChanges();

    const shown = (fixture.nativeElement as HTMLElement).querySelector('.plain');

    expect(shown?.textContent).toBe(source);
  });
});
