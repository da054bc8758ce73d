// What a browser without a screen and without its maker's push service lacks, for a page and for its service worker.

// It refuses to show notifications, whatever was granted. Then they are kept where both find them.
if (self.Notification?.permission === 'denied') {
  const KEPT = 'test.notifications';
  const read = async (kept, key) => ({ key, shown: await (await kept.match(key))?.json() });
  Object.defineProperty(self.Notification, 'permission', { get: () => 'granted' });
  Object.assign(self.ServiceWorkerRegistration.prototype, {
    async showNotification(title, options) {
      const kept = await self.caches.open(KEPT);
      await kept.put(`/${encodeURIComponent(options.tag)}`, new Response(JSON.stringify({ title, ...options })));
    },
    async getNotifications({ tag } = {}) {
      const kept = await self.caches.open(KEPT);
      const all = await Promise.all((await kept.keys()).map((key) => read(kept, key)));
      return (
        all
          // What was closed meanwhile is not there any more.
          .filter(({ shown }) => shown && (tag === undefined || shown.tag === tag))
          .map(({ key, shown }) => ({ ...shown, close: () => void kept.delete(key) }))
      );
    },
  });
}

// Its page is subscribed with what the test says (`self.testSubscription`), which outlasts a reload.
if (self.localStorage && self.PushManager) {
  const KEPT = 'test.subscribed';
  const subscribed = ({ key, endpoint }) => ({
    endpoint,
    options: { applicationServerKey: Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)).buffer },
    toJSON: () => self.testSubscription,
    unsubscribe: async () => localStorage.removeItem(KEPT),
  });
  Object.assign(self.PushManager.prototype, {
    async subscribe({ applicationServerKey }) {
      const key = applicationServerKey.replaceAll('-', '+').replaceAll('_', '/');
      const { endpoint } = self.testSubscription;
      localStorage.setItem(KEPT, JSON.stringify({ key, endpoint }));
      return subscribed({ key, endpoint });
    },
    async getSubscription() {
      const kept = localStorage.getItem(KEPT);
      return kept === null ? null : subscribed(JSON.parse(kept));
    },
  });
}
