import type { Page } from '@playwright/test';

/** The names of the databases that the browser has for the site. */
export function databases(page: Page): Promise<string[]> {
  return page.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))');
}

/** How many of the files that make up the app are not on the device yet. */
export function filesMissing(page: Page): Promise<number> {
  return page.evaluate(`(async () => {
    const { assetGroups } = await (await fetch('/ngsw.json')).json();
    const found = await Promise.all(assetGroups[0].urls.map((url) => caches.match(url)));
    return found.filter((one) => one === undefined).length;
  })()`);
}

/** The texts of the newest messages that the device keeps of a conversation. */
export function keptBodies(page: Page, userId: string, conversationId: string): Promise<string[]> {
  return page.evaluate(`(async () => {
    const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await result(indexedDB.open(${JSON.stringify(`parley-${userId}`)}));
    const records = database.transaction('messages').objectStore('messages');
    const stretch = await result(records.get(${JSON.stringify(conversationId)}));
    database.close();
    return (stretch?.messages ?? []).map(({ body }) => body);
  })()`);
}
