import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';

export const SETUP_TOKEN = 'the-set-up-token-of-browser-tests';
export const PASSWORD = 'a sentence nobody guesses';

/** Somebody with an account, who can act over the API. */
export interface Person {
  readonly id: string;
  readonly username: string;
  post<T>(path: string, body: object): Promise<T>;
  get<T>(path: string): Promise<T>;
  patch(path: string, body: object): Promise<void>;
  put(path: string, body?: object): Promise<void>;
  delete(path: string): Promise<void>;
}

/** By which a server recognises the device of somebody who signed in over the API. */
const deviceTokens = new Map<string, string>();

/** Ana, the first account; made when there is none. */
export async function theOwner(request: APIRequestContext): Promise<Person> {
  const ana = { username: 'ana', email: 'ana@parley.example', firstName: 'Ana', lastName: 'Berg', password: PASSWORD };
  const made = await request.post('/api/v1/setup', { data: { token: SETUP_TOKEN, ...ana } });
  const { deviceToken } = (made.ok() ? await made.json() : {}) as { deviceToken?: string };
  return signedIn(request, ana.username, deviceToken);
}

/** A new account. */
export async function aPerson(request: APIRequestContext, owner: Person, firstName: string): Promise<Person> {
  const username = firstName.toLowerCase();
  const email = `${username}@parley.example`;
  await owner.post('/admin/users', { username, email, firstName, lastName: 'Okafor', password: PASSWORD });
  return signedIn(request, username);
}

/** From now on new messages of whoever is here leave at once. */
export function withoutUndo(page: Page): Promise<void> {
  return prefer(page, 'undo.compose', 0);
}

/** Whoever is here chooses something, as if it had been done in the settings without a connection; the page is loaded anew. */
export async function prefer(page: Page, key: string, value: unknown): Promise<void> {
  await page.evaluate(
    ([name, choice]) => {
      const kept = JSON.parse(localStorage.getItem('parley.preferences') ?? '{}') as { readonly waiting?: object };
      const waiting = { ...kept.waiting, [String(name)]: choice };
      localStorage.setItem('parley.preferences', JSON.stringify({ ...kept, waiting }));
    },
    [key, value],
  );
  await page.reload();
}

/** A page of somebody who signed in, in a browser with nothing of anybody else, at this address. */
export async function pageOf(browser: Browser, username: string, path: string, options: object = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signInAt(page, username, '/login');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.goto(path);
  return page;
}

/** Asks for an address, is led to the form, and signs in there; on a device that they used before, where they used one. */
export async function signInAt(page: Page, username: string, address: string): Promise<void> {
  await page.goto(address);
  const deviceToken = deviceTokens.get(username);
  if (deviceToken !== undefined) {
    const { origin, port } = new URL(page.url());
    const cookie = { name: `parley_device_${port}`, value: deviceToken, url: `${origin}/api/v1/auth/login` };
    await page.context().addCookies([cookie]);
  }
  // Whatever language the page speaks.
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

async function signedIn(request: APIRequestContext, username: string, earlierDevice?: string): Promise<Person> {
  const data = { login: username, password: PASSWORD, ...(earlierDevice && { deviceToken: earlierDevice }) };
  const answer = await request.post('/api/v1/auth/login', { data });
  const { accessToken, deviceToken, user } = (await answer.json()) as {
    accessToken: string;
    deviceToken: string;
    user: { id: string };
  };
  deviceTokens.set(username, deviceToken);
  const headers = { authorization: `Bearer ${accessToken}` };
  const read = async <T>(asked: ReturnType<APIRequestContext['get']>): Promise<T> => {
    const response = await asked;
    const text = await response.text();
    expect(response.ok(), text).toBe(true);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const done = async (asked: ReturnType<APIRequestContext['get']>): Promise<void> => {
    const response = await asked;
    expect(response.ok(), await response.text()).toBe(true);
  };
  return {
    id: user.id,
    username,
    post: (path, data) => read(request.post(`/api/v1${path}`, { data, headers })),
    get: (path) => read(request.get(`/api/v1${path}`, { headers })),
    patch: (path, data) => done(request.patch(`/api/v1${path}`, { data, headers })),
    put: (path, data) => done(request.put(`/api/v1${path}`, { ...(data && { data }), headers })),
    delete: (path) => done(request.delete(`/api/v1${path}`, { headers })),
  };
}
