import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WritingPage } from '../../testing/writing-page';

describe('what is being written', () => {
  let page: WritingPage;

  beforeEach(async () => {
    page = new WritingPage();
    await page.open();
  });
  afterEach(() => page.close());

  it('is not replaced under the cursor while somebody writes, but when their hands rest', async () => {
    page.drafts.holdHands('c');
    page.type('mine');
    await page.pass(1_000);
    page.hear(999, 'theirs');
    expect(page.body()).toBe('mine');

    await page.pass(5_000);

    expect(page.body()).toBe('theirs');
  });

  it('is not replaced while an input method offers candidates, however long that takes', async () => {
    page.drafts.holdHands('c');
    page.type('mine');
    await page.pass(1_000);
    document.dispatchEvent(new Event('compositionstart'));
    page.hear(999, 'theirs');

    await page.pass(30_000);
    expect(page.body()).toBe('mine');

    document.dispatchEvent(new Event('compositionend'));
    await page.pass(20_000);
    expect(page.body()).toBe('theirs');
  });

  it('is replaced at once when the cursor goes elsewhere', async () => {
    page.drafts.holdHands('c');
    page.type('mine');
    await page.pass(1_000);
    page.hear(999, 'theirs');
    expect(page.body()).toBe('mine');

    page.drafts.holdHands(undefined);

    expect(page.body()).toBe('theirs');
  });

  it('wins over what came meanwhile when the hands go on', async () => {
    page.drafts.holdHands('c');
    page.type('mine');
    await page.pass(1_000);
    page.hear(999, 'theirs');
    page.version = 999;
    page.type('mine again');

    await page.pass(10_000);

    expect(page.body()).toBe('mine again');
    expect(page.told).toEqual(['mine', 'mine again']);
  });
});
