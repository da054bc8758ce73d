// Shows what the server pushes, and leads to it (docs/notifications.md).

/** How long a page may take to answer. One that was frozen in the background needs a moment. */
const ANSWER_MS = 2_000;

/** What is said where a push cannot be read: that there is something, for nothing else is known of it. */
const UNREADABLE = { en: 'There is something new.', de: 'Es gibt etwas Neues.' };

// Angular's worker is not asked: it shows notifications over the page that is looked at, and loads pages anew for a click.
self.addEventListener('push', (event) => {
  event.stopImmediatePropagation();
  event.waitUntil(showPush(readPush(event.data)));
});

self.addEventListener('notificationclick', (event) => {
  event.stopImmediatePropagation();
  event.notification.close();
  event.waitUntil(openPlace(event.notification.data?.url));
});

// The browser gave this device another address. Only a page has the right to tell the server; the next one that opens does.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.stopImmediatePropagation();
  event.waitUntil(renewSubscription(event));
});

/** A browser that shows nothing for a push takes the subscription away, so there is always something to show. */
function readPush(data) {
  const push = parsed(data);
  const title = textOr(push.title, 'Parley');
  const body = textOr(push.body, push.title === undefined ? unreadable() : '');
  const { conversationId, read } = push;
  return {
    title,
    body,
    url: textOr(push.url, '/'),
    tag: textOr(push.tag, 'unreadable'),
    conversationId: typeof conversationId === 'string' ? conversationId : undefined,
    read: Array.isArray(read) ? read.filter((tag) => typeof tag === 'string') : [],
  };
}

function parsed(data) {
  try {
    const push = data?.json();
    return typeof push === 'object' && push !== null ? push : {};
  } catch {
    return {};
  }
}

function textOr(value, otherwise) {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function unreadable() {
  return UNREADABLE[self.navigator.language?.slice(0, 2)] ?? UNREADABLE.en;
}

async function showPush({ title, body, url, tag, conversationId, read }) {
  for (const old of read) await closeAll(old);
  if (conversationId !== undefined && (await isLookedAt(conversationId))) return;
  // With the same tag it takes the place of the one before, and is heard again.
  const look = { icon: '/icons/icon-192.png', badge: '/icons/badge-96.png', dir: 'auto' };
  await self.registration.showNotification(title, { ...look, body, tag, renotify: true, data: { url } });
  await countOnIcon();
}

/** As many conversations as are shown; an open page counts better. */
async function countOnIcon() {
  if ((await pages()).length > 0) return;
  const chats = (await self.registration.getNotifications()).filter(({ tag }) => tag.startsWith('c:'));
  if (chats.length > 0) await self.navigator.setAppBadge?.(chats.length).catch(() => undefined);
}

async function closeAll(tag) {
  for (const shown of await self.registration.getNotifications({ tag })) shown.close();
}

/** Whether a page shows it that somebody has before them. The page knows: what it was opened at is not where it is now. */
async function isLookedAt(conversationId) {
  const focused = (await pages()).filter((page) => page.focused && page.visibilityState === 'visible');
  const answers = await Promise.all(focused.map((page) => ask(page, { type: 'parley.shows', conversationId })));
  return answers.includes(true);
}

/** In the page that was used last, which goes there without being loaded anew; else in a new one. */
async function openPlace(path) {
  const { origin } = self.location;
  const url = new URL(URL.canParse(path, origin) ? path : '/', origin);
  const address = url.origin === origin ? url.pathname + url.search + url.hash : '/';
  const [page] = await pages();
  if (!page) return void (await self.clients.openWindow(address));
  const focused = (await page.focus().catch(() => undefined)) ?? page;
  // The page of somebody who is not signed in, or that is still being loaded, does not answer.
  if ((await ask(focused, { type: 'parley.open', url: address })) !== true)
    await focused.navigate(address).catch(() => self.clients.openWindow(address));
}

async function renewSubscription({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  // Without the options of before, or where it fails, the page subscribes this device again.
  if (!newSubscription && options) await self.registration.pushManager.subscribe(options).catch(() => undefined);
  for (const page of await pages()) page.postMessage({ type: 'parley.subscription' });
}

/** Those of the app, the one that was used last first. */
function pages() {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** What a page answers; undefined where it does not. */
function ask(page, question) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, ANSWER_MS);
    page.postMessage(question, [port2]);
  });
}
