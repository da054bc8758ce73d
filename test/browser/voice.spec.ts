import { randomUUID } from 'node:crypto';
import { chromium, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, pageOf, theOwner, withoutUndo } from './support/company.js';
import { CHROMIUM_FLAGS } from './support/find-chromium.js';
import { takePicture } from './support/picture.js';

/** A microphone that beeps, and nobody to be asked about it. */
const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
/** What a recording is called: by day and time. */
const NAME = /Voice message \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d/;

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Recording a voice message' });
const record = (page: Page): Locator => page.getByRole('button', { name: 'Record a voice message' });

/** Records until there is something to be heard. */
async function recordFor(page: Page, seconds: number): Promise<void> {
  await record(page).click();
  await expect(bar(page).getByRole('timer')).toHaveText(`0:0${seconds}`);
}

/** How many microphones are in use on the page. */
const LIVE_TRACKS = `window.recordedStreams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length`;
const WATCHED_MICROPHONE = `
  window.recordedStreams = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.recordedStreams.push(stream);
    return stream;
  };`;

test('a voice message is recorded, listened to, sent, and played by somebody else', async ({ playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const vidar = await aPerson(request, ana, 'Vidar');
  const zelda = await aPerson(request, ana, 'Zelda');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: vidar.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Tell me how it sounds.' });
  const other = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: zelda.id });
  await ana.post(`/conversations/${other.id}/messages`, { clientId: randomUUID(), body: 'Hello Zelda' });
  const executablePath = process.env.CHROMIUM_EXECUTABLE;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...CHROMIUM_FLAGS, ...MICROPHONE],
  });
  const options = { ...(baseURL && { baseURL }), locale: 'en-GB', permissions: ['microphone'] };
  const [mine, theirs] = [
    await pageOf(browser, 'ana', '/chats', options),
    await pageOf(browser, 'vidar', '/chats', options),
  ];
  await mine.addInitScript(WATCHED_MICROPHONE);
  for (const page of [mine, theirs]) await page.goto(`/chats/${id}`);
  const tray = mine.getByRole('list', { name: 'Files to send' });

  // What is cancelled is not kept, and the microphone is free.
  await recordFor(mine, 1);
  expect(await mine.evaluate(LIVE_TRACKS)).toBe(1);
  await mine.screenshot({ path: `${outputDir}/recording.png` });
  await mine.keyboard.press('Escape');
  await expect(bar(mine)).toHaveCount(0);
  await expect(mine.getByRole('textbox', { name: 'Message Vidar Okafor' })).toBeFocused();
  await expect(tray).toHaveCount(0);
  expect(await mine.evaluate(LIVE_TRACKS)).toBe(0);

  // Nor is what was being recorded when somebody goes to another conversation.
  await recordFor(mine, 0);
  await mine.getByRole('option', { name: /Zelda/ }).click();
  await expect(mine.getByRole('textbox', { name: 'Message Zelda Okafor' })).toBeVisible();
  await expect(bar(mine)).toHaveCount(0);
  await expect.poll(() => mine.evaluate(LIVE_TRACKS)).toBe(0);
  await mine.getByRole('option', { name: /Vidar/ }).click();

  // What is stopped is a file, listened to before it is sent with Enter.
  await recordFor(mine, 2);
  await bar(mine).getByRole('button', { name: 'Stop recording' }).click();
  await expect(tray.getByText(NAME).first()).toBeVisible();
  expect(await mine.evaluate(LIVE_TRACKS)).toBe(0);
  await tray.getByRole('button', { name: /^Play / }).click();
  await expect(tray.getByRole('slider')).toHaveAttribute('aria-valuetext', /^0:01 of 0:0[23]$/);
  await mine.screenshot({ path: `${outputDir}/tray.png` });
  await tray.getByRole('button', { name: /^Pause / }).click();
  await mine.getByRole('textbox', { name: 'Message Vidar Okafor' }).press('Enter');
  await expect(tray).toHaveCount(0);

  // The other one sees how long it is and how loud where, before anything is loaded.
  const message = theirs.getByRole('article').last();
  const place = message.getByRole('slider', { name: NAME });
  await expect(place).toHaveAttribute('aria-valuetext', /^0:00 of 0:0[23]$/);
  await expect(message.locator('svg path.played')).toHaveAttribute('d', /(M[^M]+){64}/);
  await message.getByRole('button', { name: /^Play / }).click();
  await expect(message.getByRole('button', { name: /^Pause / })).toBeVisible();
  await expect(place).toHaveAttribute('aria-valuetext', /^0:01 of/);
  await takePicture(theirs, 'voice');
  await message.getByRole('button', { name: /^Play / }).waitFor();

  // Moved in with the keyboard.
  await place.focus();
  await theirs.keyboard.press('End');
  await expect(place).toHaveAttribute('aria-valuetext', /^0:0([23]) of 0:0\1$/);
  await theirs.keyboard.press('Home');
  await expect(place).toHaveAttribute('aria-valuetext', /^0:00 of/);
  await theirs.keyboard.press('ArrowRight');
  await expect(place).toHaveAttribute('aria-valuetext', /^0:0([23]) of 0:0\1$/);

  // As fast as was chosen, also after the page is loaded anew.
  await message.getByRole('button', { name: 'Speed: 1×' }).click();
  await theirs.reload();
  await expect(message.getByRole('button', { name: 'Speed: 1.5×' })).toBeVisible();
  expect(
    await message.locator('audio').evaluate((audio) => (audio as unknown as { playbackRate: number }).playbackRate),
  ).toBe(1.5);
  await browser.close();
});

test('a voice message goes with a new message, recorded and sent by the keyboard', async ({ playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const vesna = await aPerson(request, ana, 'Vesna');
  await aPerson(request, ana, 'Wim');
  await ana.post('/conversations', { kind: 'direct', userId: vesna.id });
  const executablePath = process.env.CHROMIUM_EXECUTABLE;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...CHROMIUM_FLAGS, ...MICROPHONE],
  });
  const options = { ...(baseURL && { baseURL }), locale: 'en-GB', permissions: ['microphone'] };
  const page = await pageOf(browser, vesna.username, '/chats', options);
  await withoutUndo(page);
  await page.evaluate(WATCHED_MICROPHONE);
  const dialog = page.getByRole('dialog', { name: 'New message' });
  const tray = dialog.getByRole('list', { name: 'Files to send' });
  const text = dialog.getByRole('textbox', { name: 'Message' });

  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('c');
  await expect(dialog.getByRole('combobox', { name: 'To' })).toBeFocused();
  await page.keyboard.type('wim');
  await expect(page.getByRole('option', { name: /Wim Okafor @/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await text.fill('Listen to this');

  // What is cancelled is not kept, and the message stays open.
  await record(page).press('Enter');
  await expect(bar(page).getByRole('timer')).toHaveText('0:01');
  await expect(bar(page).getByRole('button', { name: 'Cancel recording' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(text).toBeFocused();
  await expect(text).toHaveValue('Listen to this');
  expect(await page.evaluate(LIVE_TRACKS)).toBe(0);

  // Nothing is sent without what is still being recorded.
  await record(page).press('Enter');
  await expect(bar(page).getByRole('timer')).toHaveText('0:01');
  await page.screenshot({ path: `${outputDir}/composing.png` });
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Stop the recording first, or discard it.')).toBeVisible();
  await bar(page).getByRole('button', { name: 'Stop recording' }).press('Enter');
  await expect(tray.getByText(NAME).first()).toBeVisible();
  await expect(dialog.getByText('Stop the recording first, or discard it.')).toBeHidden();
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+Enter');

  await expect(dialog).toBeHidden();
  const sent = page.getByRole('article').filter({ hasText: 'Listen to this' });
  await expect(sent.getByRole('slider', { name: NAME })).toBeVisible();
  expect(await page.evaluate(LIVE_TRACKS)).toBe(0);
  await browser.close();
});

test('a voice message is recorded for a new message on a phone', async ({ playwright, baseURL }, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const xaver = await aPerson(request, ana, 'Xaver');
  await ana.post('/conversations', { kind: 'direct', userId: xaver.id });
  const executablePath = process.env.CHROMIUM_EXECUTABLE;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...CHROMIUM_FLAGS, ...MICROPHONE],
  });
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
  const options = { ...(baseURL && { baseURL }), locale: 'en-GB', permissions: ['microphone'], ...phone };
  const page = await pageOf(browser, xaver.username, '/chats', options);
  const dialog = page.getByRole('dialog', { name: 'New message' });

  await page.getByRole('button', { name: 'New message' }).first().tap();
  await record(page).tap();
  await expect(bar(page).getByRole('timer')).toHaveText('0:01');
  await expect(bar(page).getByRole('button', { name: 'Stop recording' })).toBeInViewport();
  await page.screenshot({ path: `${outputDir}/composing-phone.png` });
  await bar(page).getByRole('button', { name: 'Stop recording' }).tap();

  await expect(dialog.getByRole('list', { name: 'Files to send' }).getByText(NAME).first()).toBeVisible();
  await browser.close();
});

test('one recording plays at a time', async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const wanda = await aPerson(request, ana, 'Wanda');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: wanda.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Two sounds, please.' });
  const page = await pageOf(browser, 'wanda', `/chats/${id}`);
  const sounds = ['first.wav', 'second.wav'].map((name) => ({ name, mimeType: 'audio/wav', buffer: aTone(20) }));
  await page.locator('input[type=file]').setInputFiles(sounds);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const message = page.getByRole('article').last();
  await expect(message).toHaveAccessibleName(/(sent|delivered|read)$/);

  await message.getByRole('button', { name: /^Play .*first/ }).click();
  await expect(message.getByRole('button', { name: /^Pause .*first/ })).toBeVisible();
  await message.getByRole('button', { name: /^Play .*second/ }).click();

  await expect(message.getByRole('button', { name: /^Pause .*second/ })).toBeVisible();
  await expect(message.getByRole('button', { name: /^Play .*first/ })).toBeVisible();
});

test('a microphone that is refused is said, and nothing is lost', async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const yannick = await aPerson(request, ana, 'Yannick');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: yannick.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Can you talk?' });
  const page = await pageOf(browser, 'yannick', '/chats');
  await page.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('Permission denied', 'NotAllowedError');
  };`);
  await page.goto(`/chats/${id}`);
  const plan = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a plan') };
  await page.locator('input[type=file]').setInputFiles(plan);

  await record(page).click();

  await expect(page.getByText(/Parley may not use the microphone/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Files to send' }).getByText('plan.pdf')).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Message Ana Berg' });
  await field.fill('No microphone here');
  await expect(record(page)).toHaveCount(0);
  await field.press('Enter');
  await expect(page.getByRole('article').last()).toContainText('No microphone here');
});

/** So many seconds of a tone, as a WAV file. */
function aTone(seconds: number): Buffer {
  const rate = 8_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + seconds * rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(seconds * rate, 40);
  const samples = Buffer.from(
    Array.from({ length: seconds * rate }, (_, at) => 128 + Math.round(100 * Math.sin(at / 3))),
  );
  return Buffer.concat([head, samples]);
}
