/**
 * `npm run check:containers` needs Docker. It builds the images, starts two instances behind their
 * proxy, replaces one after the other under requests, takes the database away, and restores a
 * backup into empty volumes. It ends with 1 when anything differs from what the guide says.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { addDays } from "@/lib/domain/business-date";
import { exitWithError, print } from "../process/print";
import { type Client, createClient } from "./client";
import { type Compose, createCompose } from "./compose";

const PORT = 3443;
const CLIENTS = 4;
const PAUSE_MS = 60;
/** By then the proxy knows that no instance is ready. */
const UNREADY_MS = 5_000;
/** The demo's days are younger. */
const DEMO_DAYS = 45;
/** A response without them would be equal to another one without them. */
const listSchema = z.looseObject({ totals: z.array(z.unknown()).min(1) });
const UP = ["up", "--detach", "--wait", "application", "second", "proxy"];
const HEAD = /\d+:[0-9a-f]{64}/;
const ROOT_CERTIFICATE = "/data/caddy/pki/authorities/local/root.crt";

try {
  const compose = await createCompose(PORT);
  try {
    await checkDeployment(compose);
  } catch (error) {
    print((await compose.run("logs", "--tail", "20")).trim());
    throw error;
  } finally {
    await compose.remove();
  }
} catch (error) {
  exitWithError(error);
}

async function checkDeployment(compose: Compose): Promise<void> {
  await timed("images are built", () => compose.run("build"));
  await timed("two instances are ready", () => compose.run(...UP));
  const client = await connect(compose);
  await checkResponses(client);
  await checkRollingUpgrade(compose, client);
  await checkAbsentDatabase(compose, client);
  await checkRestore(compose, client);
}

/** The proxy makes an authority of its own for the name localhost. */
async function connect({ run, port }: Compose): Promise<Client> {
  const ca = await run("exec", "-T", "proxy", "cat", ROOT_CERTIFICATE);
  const client = createClient({ port, ca });
  await client.signIn();
  return client;
}

async function checkResponses({ call }: Client): Promise<void> {
  const page = await call("GET", "/reconciliations");
  ensure(page.status === 200 && page.body.includes("</html>"), `the list is ${page.status}`);
  const file = await call("GET", "/api/exports/pdf?from=2026-01-01&to=2026-01-01");
  ensure(file.body.subarray(0, 5).toString() === "%PDF-", `the PDF is ${file.status}`);
  print("a page and a PDF are sent");
}

async function checkRollingUpgrade({ run }: Compose, { call }: Client): Promise<void> {
  const counts = { read: 0, written: 0 };
  const failures: string[] = [];
  const upgrade = { isOver: false };
  const clients = Array.from({ length: CLIENTS }, async (_, number) => {
    for (let round = 0; !upgrade.isOver; round += 1) {
      const view = { page: "reconciliations", name: `${number}`, query: "", shared: false };
      const isWrite = round % CLIENTS === 0;
      const { status, body } = isWrite
        ? await call("POST", "/api/views", { type: "application/json", text: JSON.stringify(view) })
        : await call("GET", "/api/today");
      if (status === (isWrite ? 201 : 200)) counts[isWrite ? "written" : "read"] += 1;
      else failures.push(`${status} ${String(body).slice(0, 200)}`);
      await sleep(PAUSE_MS);
    }
  });
  for (const service of ["application", "second"]) {
    const options = ["--detach", "--no-deps", "--wait", "--force-recreate"];
    await timed(`${service} is replaced`, () => run("up", ...options, service));
  }
  upgrade.isOver = true;
  await Promise.all(clients);
  print(`  ${counts.read} read, ${counts.written} written, ${failures.length} failed`);
  ensure(failures.length === 0, failures.slice(0, 5).join("\n"));
}

async function checkAbsentDatabase({ run }: Compose, { call }: Client): Promise<void> {
  await run("stop", "database");
  await sleep(UNREADY_MS);
  const page = await timed("without its database, a page is sent", () => call("GET", "/"));
  ensure(page.status === 503 && page.body.includes("</html>"), `the page is ${page.status}`);
  await run("start", "database");
  await timed("with it, the instances are ready", async () => {
    while ((await call("GET", "/api/today")).status !== 200) await sleep(PAUSE_MS);
  });
}

async function checkRestore(compose: Compose, before: Client): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const list = `/api/reconciliations?from=${addDays(today, -DEMO_DAYS)}&to=${today}`;
  const lines = String((await before.call("GET", list)).body);
  const backup = (...command: string[]) =>
    compose.run("run", "--rm", "backup", "npm", "run", "--silent", ...command);
  const made = await timed("a backup is made", () => backup("backup"));
  await compose.run("down", "--volumes");
  const restore = ["restore", "--", "/backups", "--to", "/data"];
  const restored = await timed("it is restored into empty volumes", () => backup(...restore));
  const [head] = HEAD.exec(made) ?? ["none"];
  ensure(restored.includes(head), `the head ${head} is not in ${restored}`);
  await timed("the restored instances are ready", () => compose.run(...UP));
  const after = await connect(compose);
  const linesAfter = String((await after.call("GET", list)).body);
  ensure(totalsOf(lines) === totalsOf(linesAfter), `${totalsOf(lines)}; ${totalsOf(linesAfter)}`);
}

function totalsOf(list: string): string {
  return JSON.stringify(listSchema.parse(JSON.parse(list)).totals);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  print(`${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return result;
}

function ensure(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
