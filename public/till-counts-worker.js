/**
 * Opens the page of the counts when there is no network: network first, then the last page that was
 * kept here. It touches that page and the built files alone; answers of the API never come near it.
 */
const PAGES = "counterfoil-count-pages";
const FILES = "counterfoil-count-files";
const PAGE = "/till-counts";
const BUILT = ["/_next/static/", "/messages/"];
const KEPT_AT = "x-kept-at";

/** A page that was kept longer ago than any session lasts is nobody's. */
const KEPT_MS_MAX = 12 * 60 * 60 * 1000;
/** A network that takes this long is none, where there is a page to show instead. */
const PATIENCE_MS = 8_000;
const FILES_MAX = 400;

/** Raised by every "forget", so that what is being kept meanwhile is dropped. */
let generation = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { kind, address, files } = event.data ?? {};
  if (kind === "keep") event.waitUntil(keep(new URL(address, self.location.origin), files));
  if (kind === "forget") event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(openPage(request));
  else if (isBuilt(pathname)) event.respondWith(openFile(request));
});

async function openPage(request) {
  const kept = await keptPage();
  try {
    const asked = fetch(request);
    const response = await (kept === null ? asked : Promise.race([asked, impatience()]));
    // Led away: nobody is signed in any more.
    if (response.type === "opaqueredirect" || response.redirected) await forget();
    return response.status >= 500 && kept !== null ? kept : response;
  } catch {
    return kept ?? Response.error();
  }
}

function impatience() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The network takes too long.")), PATIENCE_MS);
  });
}

/**
 * A file that never changes is taken from here at once: a network that is silent, rather than gone,
 * would let the page wait for minutes.
 */
async function openFile(request) {
  const kept = await keptFile(request);
  if (/\bimmutable\b/.test(kept?.headers.get("cache-control") ?? "")) return kept;
  try {
    return await fetch(request);
  } catch {
    return kept ?? Response.error();
  }
}

async function keptFile(request) {
  if (!(await caches.has(FILES))) return undefined;
  return (await caches.open(FILES)).match(request, { ignoreVary: true });
}

async function keptPage() {
  if (!(await caches.has(PAGES))) return null;
  const pages = await caches.open(PAGES);
  const [key] = await pages.keys();
  const page = key === undefined ? undefined : await pages.match(key, { ignoreVary: true });
  if (page === undefined) return null;
  if (Date.now() - Number(page.headers.get(KEPT_AT)) < KEPT_MS_MAX) return page;
  await forget();
  return null;
}

/** The page is asked for anew, because its address has moved on since it was opened. */
async function keep(address, files) {
  if (address.origin !== self.location.origin || address.pathname !== PAGE) return;
  const begun = generation;
  const response = await fetch(address, { credentials: "same-origin", redirect: "manual" });
  if (response.type === "opaqueredirect") return forget();
  if (!response.ok || !/^text\/html/.test(response.headers.get("content-type") ?? "")) return;
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  await keepFiles([...filesIn(text), ...(Array.isArray(files) ? files : [])]);
  if (begun !== generation) return;
  const pages = await caches.open(PAGES);
  for (const old of await pages.keys()) await pages.delete(old);
  await pages.put(address, new Response(text, { status: 200, headers }));
  if (begun !== generation) await caches.delete(PAGES);
}

function isBuilt(pathname) {
  return BUILT.some((folder) => pathname.startsWith(folder));
}

function filesIn(text) {
  return [...text.matchAll(/\/(?:_next\/static|messages)\/[\w./~%@()-]+/g)].map(([path]) => path);
}

/** What this page is made of is fetched once; what it no longer needs goes. */
async function keepFiles(paths) {
  const wanted = new Set(
    paths
      .map((path) => new URL(path, self.location.origin))
      .filter(({ origin, pathname }) => origin === self.location.origin && isBuilt(pathname))
      .slice(0, FILES_MAX)
      .map(({ href }) => href),
  );
  const files = await caches.open(FILES);
  const held = new Set((await files.keys()).map(({ url }) => url));
  await Promise.all([...held].filter((url) => !wanted.has(url)).map((url) => files.delete(url)));
  const missing = [...wanted].filter((url) => !held.has(url));
  await Promise.all(
    missing.map(async (url) => {
      const response = await fetch(url);
      if (response.ok) await files.put(url, response);
    }),
  );
}

async function forget() {
  generation += 1;
  await caches.delete(PAGES);
  await caches.delete(FILES);
}
