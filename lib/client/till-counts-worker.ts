/**
 * The service worker that opens the page of the counts without a network. It keeps one page, the
 * last one, and its scripts; what it keeps is thrown away when the person signs out.
 */
const SCRIPT = "/till-counts-worker.js";
const SCOPE = "/till-counts";
const CACHES = "counterfoil-count";

/** Keeps the page at this address, with the files that it is made of. */
export async function keepPage(address: string): Promise<void> {
  const worker = await activeWorker();
  const files = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.includes("/_next/static/"));
  worker?.postMessage({ kind: "keep", address, files });
}

/** Whoever signs out, or meets the sign-in page, leaves nothing of the page behind. */
export async function forgetPages(): Promise<void> {
  if (typeof caches === "undefined") return;
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  registration?.active?.postMessage({ kind: "forget" });
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
}

/** Null where there are no service workers, as over plain HTTP. */
async function activeWorker(): Promise<ServiceWorker | null> {
  if (navigator.serviceWorker === undefined) return null;
  // The browser looks for a newer one by itself; asking without a network would be an error.
  const existing = await navigator.serviceWorker.getRegistration(SCOPE);
  if (existing?.active != null) return existing.active;
  try {
    const registration = await navigator.serviceWorker.register(SCRIPT, {
      scope: SCOPE,
      updateViaCache: "none",
    });
    return registration.active ?? (await onceActive(registration.installing));
  } catch {
    return null; // The browser wants none here. Counting works without it, with a network.
  }
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
