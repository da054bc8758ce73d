import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WritingPage } from '../../testing/writing-page';
import { NOTHING } from './draft-text';

describe('what is begun', () => {
  let page: WritingPage;

  beforeEach(async () => {
    page = new WritingPage();
    await page.open();
  });
  afterEach(() => page.close());

  it('is on the server within a second of the last key, as it is then', async () => {
    page.type('H');
    page.type('He');
    await page.pass(300);
    page.type('Hello');
    expect(page.told).toEqual([]);

    await page.pass(1_000);

    expect(page.told).toEqual(['Hello']);
  });

  it('is there every three seconds while somebody goes on writing', async () => {
    for (let key = 1; key <= 30; key++) {
      page.type('x'.repeat(key));
      await page.pass(200);
    }

    expect(page.told).toHaveLength(2);
  });

  it('is deleted there when it is sent, after what was on its way', async () => {
    page.type('Hello');
    await page.pass(1_000);

    page.drafts.drop('c');
    await page.pass(10);

    expect(page.told).toEqual(['Hello', '(deleted)']);
    expect(page.drafts.list()).toEqual([]);
  });

  it('is deleted there at once when it is sent, also while it is being saved, and later than that save', async () => {
    let answerSave = (): void => undefined;
    page.slowly = new Promise((resolve) => (answerSave = resolve));
    page.type('Hello');
    await page.pass(1_000);

    page.drafts.drop('c');
    await page.pass(10);

    expect(page.told).toEqual(['Hello', '(deleted)']);
    expect(page.orders[1]).toBeGreaterThan(page.orders[0] ?? Infinity);
    answerSave();
    await page.pass(1_000);
    expect(page.drafts.list()).toEqual([]);
  });

  it('is saved while the browser says that there is no network, which it does not know', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);

    page.type('Hello');
    await page.pass(1_000);

    expect(page.told).toEqual(['Hello']);
    expect(page.drafts.savedAt('c')).toBeDefined();
  });

  it('may be a new message, which is kept as soon as it is addressed', async () => {
    const ana = { id: 'a', kind: 'person', username: 'ana', displayName: 'Ana', avatarUrl: null } as const;
    page.drafts.keep('n', { ...NOTHING, address: { to: [ana], isSeparate: false } });
    await page.pass(1_000);
    page.drafts.drop('n');
    await page.pass(10);

    expect(page.told).toEqual(['to a: ', '(new message deleted)']);
  });

  it('is nobody’s business while it says nothing', async () => {
    page.drafts.keep('c', { body: ' ', subject: '', replyToSeq: 7 });
    page.drafts.drop('c');
    await page.pass(5_000);

    expect(page.told).toEqual([]);
  });

  it('survives a reload without a connection, and is saved when there is one', async () => {
    page.isDown = true;
    page.type('from the train');
    await page.pass(1_000);
    await page.reload();
    expect(page.body()).toBe('from the train');

    page.isDown = false;
    await page.drafts.catchUp();
    await page.pass(10);

    expect(page.told).toEqual(['from the train']);
  });

  it('is deleted on the server after all when it was sent without a connection', async () => {
    page.type('Hello');
    await page.pass(1_000);
    page.isDown = true;
    page.drafts.drop('c');
    await page.pass(1_000);
    await page.reload();

    page.isDown = false;
    await page.drafts.catchUp();
    await page.pass(10);

    expect(page.told).toEqual(['Hello', '(deleted)']);
  });
});
