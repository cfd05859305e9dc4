/**
 * A browser whose push service is a server of the test, because that of Chromium is not on this
 * machine. What the server receives is handed to the service worker as Chromium would do it.
 */
import type { Page } from "@playwright/test";

type Subscription = { endpoint: string; p256dh: string; auth: string };

const MARK = "subscribed with this key";

/** From the next page on. The browser is asked for permission as usual. */
export async function usePushService(page: Page, subscription: Subscription): Promise<void> {
  await page.addInitScript(
    ({ mark, endpoint, p256dh, auth }) => {
      const made = {
        endpoint,
        toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
        unsubscribe() {
          sessionStorage.removeItem(mark);
          return Promise.resolve(true);
        },
      };
      Object.assign(PushManager.prototype, {
        subscribe({ applicationServerKey }: { applicationServerKey: string }) {
          sessionStorage.setItem(mark, applicationServerKey);
          return Promise.resolve(made);
        },
        getSubscription: () => Promise.resolve(sessionStorage.getItem(mark) === null ? null : made),
      });
    },
    { mark: MARK, ...subscription },
  );
}

/** The key of the installation with which the page has subscribed. */
export async function readServerKey(page: Page): Promise<string> {
  return (await page.evaluate((mark) => sessionStorage.getItem(mark), MARK)) ?? "";
}

/** Wakes the service worker of the whole origin with a decrypted message. */
export async function deliverPush(page: Page, message: unknown): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      for (const { registrationId, scopeURL, isDeleted } of registrations) {
        if (!isDeleted && new URL(scopeURL).pathname === "/") resolve(registrationId);
      }
    });
  });
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.deliverPushMessage", {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  });
  await session.detach();
}

/** What the service worker shows. */
export async function listShown(page: Page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const notifications = await registration.getNotifications();
    return notifications.map(({ title, body, lang }) => ({ title, body, lang }));
  });
}
