/**
 * Shows a page of ours when an address is opened without a network, and notifications while no page
 * is open. It keeps that one page, without scripts and with its style inside, and touches no other
 * request; the page of the counts has a worker of its own.
 */
const CACHE = "counterfoil-offline";
const PAGE = "/offline";
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(store());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.registration.navigationPreload?.enable());
});

/** The language may have changed, or the application. */
self.addEventListener("message", (event) => {
  if (event.data?.kind === "store") event.waitUntil(store());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(open(event));
});

/** A message that is sent again has the tag of the first, and takes its place. */
self.addEventListener("push", (event) => {
  const { title, body, url, tag, language } = event.data?.json() ?? {};
  if (typeof title !== "string") return;
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, lang: language, data: { url } }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data?.url ?? "/notices"));
});

/** Addresses of other sites are not opened, whatever a message names. */
async function show(url) {
  const address = new URL(url, self.location.origin);
  if (address.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window" });
  const existing = windows.find((one) => one.url === address.href);
  await (existing?.focus() ?? self.clients.openWindow(address.href));
}

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const cache = await caches.open(CACHE);
    const page = await cache.match(PAGE);
    if (page === undefined) throw error;
    return page;
  }
}

async function store() {
  const response = await fetch(PAGE, { credentials: "same-origin" });
  if (!response.ok) return;
  const text = await response.text();
  const sheets = [...text.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"[^>]*>/g)];
  const styles = await Promise.all(sheets.map(async ([, href]) => (await fetch(href)).text()));
  const page = text
    .replaceAll(/<script\b[^]*?<\/script>/g, "")
    .replaceAll(/<link\b[^>]*>/g, "")
    .replace("</head>", () => `<style>${styles.join("\n")}</style></head>`);
  const cache = await caches.open(CACHE);
  await cache.put(PAGE, new Response(page, { headers: HEADERS }));
}
