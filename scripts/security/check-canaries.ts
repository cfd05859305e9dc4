/**
 * Searches for the planted secrets wherever they could have ended up: logs, pages, the API, files,
 * the database, and the environment of PostgreSQL.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import pg from "pg";
import { askRoute, openPage } from "@/lib/testing/matrix-ask";
import { contentsOf, type Received } from "@/lib/testing/matrix-call";
import { GUARDED, STANDING_PAGES } from "@/lib/testing/matrix-tree";
import { startEmbeddedDb } from "../embedded/db";
import { type Canaries, findCanaries } from "./canaries";
import { listDescendants } from "./check-memory";
import type { Findings, Target } from "./section";

type Haystack = { where: string; bytes: Buffer };

/** These files hold a secret because they are its store, and only their owner may read them. */
const STORES = ["secret", "postgres/password"];
const MODE_OF_OTHERS = 0o077;

export async function checkCanaries(target: Target): Promise<Findings> {
  const failures: string[] = [];
  const lines: string[] = [];
  const search = (kind: string, haystacks: readonly Haystack[]) => {
    const found = haystacks.flatMap((one) => findIn(one, target.canaries));
    lines.push(`${kind}: ${haystacks.length} searched, ${found.length} found`);
    if (haystacks.length === 0) failures.push(`${kind}: nothing was searched`);
    failures.push(...found);
  };
  await askCashrec(target);
  search("pages", await readPages(target));
  search("API and exported files", await readRoutes(target));
  search("database", await dumpDatabase(target));
  search("environment of PostgreSQL", readEnvironments(target));
  search("files of the data directory", readFiles(target.dataDir));
  search("log", [{ where: "log of the application", bytes: Buffer.from(target.app.log()) }]);
  failures.push(...findOpenStores(target.dataDir));
  lines.unshift(`secrets: ${[...target.canaries.keys()].join(", ")}`);
  return { lines, failures };
}

function findIn({ where, bytes }: Haystack, canaries: Canaries): string[] {
  return findCanaries(bytes, canaries).map((name) => `${where} contains: ${name}`);
}

/** Both requests reach Cashrec with its credentials, and the error that comes back quotes them. */
async function askCashrec({ app, fixture }: Target): Promise<void> {
  const headers = { cookie: app.cookie, origin: app.base, "content-type": "application/json" };
  const { centreId, date } = fixture;
  for (const [path, body] of [
    ["/api/cashrec/probe", { centreId, date }],
    ["/api/syncs", { centreIds: [centreId], from: date, to: date }],
  ] as const) {
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    await (await fetch(app.base + path, init)).arrayBuffer();
  }
}

async function readPages({ app, fixture, cookie }: Target): Promise<Haystack[]> {
  const haystacks: Haystack[] = [];
  for (const { path } of STANDING_PAGES) {
    haystacks.push(await haystackOf(path, await openPage(app.base, path, fixture, cookie)));
  }
  return haystacks;
}

async function readRoutes({ app, fixture, cookie }: Target): Promise<Haystack[]> {
  const haystacks: Haystack[] = [];
  for (const route of GUARDED.filter(({ method }) => method === "GET")) {
    const received = await askRoute(app.base, route, fixture, cookie);
    haystacks.push(await haystackOf(route.name, received));
  }
  return haystacks;
}

/** Files are compressed, so that their text is searched beside their bytes. */
async function haystackOf(where: string, received: Received): Promise<Haystack> {
  const text = await contentsOf(received).catch(() => received.headers);
  return { where, bytes: Buffer.concat([Buffer.from(received.bytes), Buffer.from(text)]) };
}

async function dumpDatabase({ dataDir }: Target): Promise<Haystack[]> {
  const { url, stop } = await startEmbeddedDb({ dir: join(dataDir, "postgres") });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; text: string }>(
      `SELECT c.oid::regclass::text AS name,
              table_to_xml(c.oid::regclass, true, true, '')::text AS text
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        ORDER BY 1`,
    );
    return rows.map(({ name, text }) => ({ where: `table ${name}`, bytes: Buffer.from(text) }));
  } finally {
    await client.end();
    await stop();
  }
}

function readEnvironments({ dataDir }: Target): Haystack[] {
  const file = readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8");
  const postmaster = Number(file.split("\n")[0]);
  if (process.platform !== "linux")
    return [{ where: "not read on this system", bytes: Buffer.alloc(0) }];
  return [postmaster, ...listDescendants(postmaster)].flatMap((pid) => {
    try {
      return [
        { where: `environment of process ${pid}`, bytes: readFileSync(`/proc/${pid}/environ`) },
      ];
    } catch {
      return []; // It was the process of a connection that has been closed.
    }
  });
}

function readFiles(dataDir: string): Haystack[] {
  return listFiles(dataDir)
    .filter((path) => !path.startsWith("postgres/data/") && !STORES.includes(path))
    .map((path) => ({ where: `file ${path}`, bytes: readFileSync(join(dataDir, path)) }));
}

function findOpenStores(dataDir: string): string[] {
  return listFiles(dataDir)
    .filter((path) => STORES.includes(path))
    .filter((path) => (statSync(join(dataDir, path)).mode & MODE_OF_OTHERS) !== 0)
    .map((path) => `file ${path} can be read by others`);
}

function listFiles(dataDir: string): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)));
}
