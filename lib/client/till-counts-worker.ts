/**
 * The service worker that opens the count page without a network. It caches the last such page and
 * its scripts, and the cache is deleted when the user signs out.
 */
const SCRIPT = "/till-counts-worker.js";
const SCOPE = "/till-counts";
const CACHES = "counterfoil-count";

/** Caches the page at this address with the files that it loads. */
export async function keepPage(address: string): Promise<void> {
  const worker = await activeWorker();
  const files = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.includes("/_next/static/") || name.includes("/messages/"));
  worker?.postMessage({ kind: "keep", address, files });
}

/** Signing out, or being redirected to the sign-in page, removes every cached page. */
export async function forgetPages(): Promise<void> {
  if (typeof caches === "undefined") return;
  const registration = await findRegistration();
  registration?.active?.postMessage({ kind: "forget" });
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
}

/** Null where service workers are not available, as over plain HTTP. */
async function activeWorker(): Promise<ServiceWorker | null> {
  if (navigator.serviceWorker === undefined) return null;
  // The browser looks for a newer one by itself; registering without a network would be an error.
  const existing = await findRegistration();
  if (existing?.active != null) return existing.active;
  try {
    const registration = await navigator.serviceWorker.register(SCRIPT, {
      scope: SCOPE,
      updateViaCache: "none",
    });
    return registration.active ?? (await onceActive(registration.installing));
  } catch {
    return null; // The browser refuses it. Counting still works with a network.
  }
}

/** Until it is registered, the browser finds the worker of every page, whose scope is wider. */
async function findRegistration(): Promise<ServiceWorkerRegistration | null> {
  const found = await navigator.serviceWorker?.getRegistration(SCOPE);
  return found?.scope === new URL(SCOPE, window.location.origin).href ? found : null;
}

function onceActive(worker: ServiceWorker | null): Promise<ServiceWorker | null> {
  if (worker === null) return Promise.resolve(null);
  return new Promise((settle) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") settle(worker);
      if (worker.state === "redundant") settle(null);
    });
  });
}
