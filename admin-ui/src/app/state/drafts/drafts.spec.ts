import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalDatabase } from '../../core/local-database';
import { aDraft, aText, REF, WritingPage } from '../../testing/writing-page';

describe('what is begun', () => {
  let page: WritingPage;

  beforeEach(async () => {
    page = new WritingPage();
    await page.open();
  });
  afterEach(() => page.close());

  it('comes from another device, unless that is older', () => {
    page.hear(7, 'from the phone');
    page.hear(6, 'older');
    expect(page.body()).toBe('from the phone');

    page.hear(8, null);

    expect(page.body()).toBe('');
  });

  it('is sent under one id from all devices that have what the server has, and under others when it is written anew', async () => {
    const id = () => page.drafts.clientIdFor('c', page.drafts.of('c'));
    page.type('Hello');
    expect(id()).not.toBe(id());
    await page.pass(1_000);
    const [mine] = [id()];
    expect(id()).toBe(mine);

    await page.reload();
    page.drafts.clear();
    page.hear(page.version, 'Hello');
    expect(id()).toBe(mine);
    expect(page.drafts.clientIdFor('c', aText('Hello all'))).not.toBe(mine);
    expect(page.drafts.clientIdFor('other', aText('Hello'))).not.toBe(mine);

    page.hear(page.version + 1, null);
    page.hear(page.version + 2, 'Hello');
    expect(id()).not.toBe(mine);
  });

  it('stays when it was changed here and is not saved yet, and then wins', async () => {
    page.type('mine');
    page.hear(999, 'theirs');
    expect(page.body()).toBe('mine');

    page.version = 999;
    await page.pass(1_000);

    expect(page.told).toEqual(['mine']);
    expect(page.body()).toBe('mine');
  });

  it('is gone when it was sent from another device during an absence', async () => {
    page.listed = [aDraft(7, 'from the phone')];
    await page.drafts.catchUp();
    expect(page.drafts.list()).toMatchObject([{ conversation: REF, text: { body: 'from the phone' } }]);

    page.listed = [];
    await page.drafts.catchUp();

    expect(page.drafts.list()).toEqual([]);
  });

  it('stays here when one may not write there any more, also after a reload, until it is discarded', async () => {
    page.type('Half a message');
    await page.pass(1_000);

    page.drafts.forget('c', REF);
    page.listed = [];
    await page.drafts.catchUp();
    await page.pass(1_000);
    await page.reload();

    expect(page.body()).toBe('Half a message');
    expect(page.told).toEqual(['Half a message']);
    expect(page.drafts.list()[0]?.conversation).toEqual(REF);
    page.drafts.drop('c');
    page.drafts.forget('c');
    await page.pass(1_000);
    await page.reload();
    expect(page.drafts.list()).toEqual([]);
  });

  it('keeps what was written while it was being sent, and only that', () => {
    page.type('Hello');
    const sent = page.drafts.of('c');

    page.type('Hello, and more');
    page.drafts.sent('c', sent);
    expect(page.body()).toBe(', and more');

    page.drafts.sent('c', page.drafts.of('c'));
    expect(page.body()).toBe('');
  });

  it('keeps the whole of what a text was changed to while it was being sent', () => {
    page.type('Hello');
    const sent = page.drafts.of('c');

    page.type('Good morning');
    page.drafts.sent('c', sent);

    expect(page.body()).toBe('Good morning');
  });

  it('that another device began meanwhile is not removed with what was sent here without a connection', async () => {
    page.type('From the phone');
    await page.pass(3_000);
    page.isDown = true;
    page.drafts.sent('c', page.drafts.of('c'));
    await page.pass(50);

    page.hear(7_000, 'Long words at the desk');
    expect(page.body()).toBe('');
    page.isDown = false;
    page.listed = [aDraft(7_000, 'Long words at the desk')];
    await page.drafts.catchUp();
    await page.pass(20_000);

    expect(page.removedVersions).toEqual([101]);
    expect(page.body()).toBe('Long words at the desk');
  });

  it('stays gone when it was sent and the page was left before the device had noted that', async () => {
    page.isDown = true;
    page.type('On my way');
    await page.pass(600);
    page.isDown = false;
    vi.spyOn(TestBed.inject(LocalDatabase), 'write').mockReturnValue(new Promise(() => undefined));
    page.drafts.sent('c', page.drafts.of('c'));
    await page.pass(50);

    page.leave();
    await page.reload();
    await page.drafts.catchUp();
    await page.pass(20_000);

    expect(page.body()).toBe('');
    expect(page.told).not.toContain('On my way');
  });

  it('answers nothing any more when the server knows no message that it answers', async () => {
    page.refusal = { pointer: '/replyToSeq', code: 'message_not_found', detail: '' };

    page.drafts.keep('c', { ...aText('Left'), replyToSeq: 99 });
    await page.pass(3_000);

    expect(page.drafts.of('c')).toMatchObject({ body: 'Left', replyToSeq: null });
    expect(page.told).toEqual(['Left', 'Left']);
  });

  it('is dropped from the device where it does not fit', async () => {
    const broken = { id: 'c', text: 'old' };
    const writing = TestBed.inject(LocalDatabase).write([{ store: 'drafts', key: 'c', value: broken }]);
    await page.pass(20);
    await writing;

    await page.reload();

    expect(page.body()).toBe('');
  });
});
