/** Registers the service worker that shows a page of ours when there is no network. */
const SCRIPT = "/offline-worker.js";

/** Registers it, or has it store its page again in the current language. */
export async function keepOfflinePage(): Promise<void> {
  if (navigator.serviceWorker === undefined || !navigator.onLine) return;
  try {
    const { active } = await navigator.serviceWorker.register(SCRIPT, { updateViaCache: "none" });
    active?.postMessage({ kind: "store" });
  } catch {
    // The browser refuses it, and shows a page of its own.
  }
}
