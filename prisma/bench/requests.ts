/** Requests per second of a list behind its sign-in, beside a Next.js route that does nothing. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../next-server";
import { freePort } from "../processes";
import { makeToken, type RunningServer, startApp, startServer } from "./app";
import { row, title } from "./report";
import type { BenchServer } from "./server";
import { centresOf, YEAR, yearDatabase } from "./year";

const CONNECTIONS = 16;
const WARM_UP_MS = 2_000;
const MEASURE_MS = 6_000;

export async function benchRequests(server: BenchServer, scale: number): Promise<void> {
  title(`Requests per second, ${CONNECTIONS} connections, ${MEASURE_MS / 1_000} s each`);
  const bare = await withServer(startBare, (base) => requestRate(`${base}/bare`, {}));
  row("a bare Next.js route handler (baseline)", `${bare.toFixed(0)}/s`);
  const url = await yearDatabase(server, scale);
  const headers = { authorization: `Bearer ${await makeToken(url)}` };
  const [centre = ""] = centresOf(scale);
  const path = `/api/reconciliations?centreId=${centre}&from=${YEAR.to}&to=${YEAR.to}`;
  const list = await withServer(
    () => startApp(url),
    (base) => requestRate(base + path, headers),
  );
  const share = `${((list / bare) * 100).toFixed(0)} % of baseline`;
  row("one day of one centre, with an API token", `${list.toFixed(0)}/s`, share);
}

async function withServer<T>(
  start: () => Promise<RunningServer>,
  work: (base: string) => Promise<T>,
): Promise<T> {
  const running = await start();
  try {
    return await work(running.base);
  } finally {
    await running.stop();
  }
}

/**
 * An application of one route, built as far from this one as its own node_modules allow: inside the
 * repository Next.js would take the product's proxy and instrumentation along.
 */
async function startBare(): Promise<RunningServer> {
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-bare-"));
  mkdirSync(join(dir, "app/bare"), { recursive: true });
  for (const [name, text] of Object.entries(BARE_FILES)) writeFileSync(join(dir, name), text);
  symlinkSync(join(ROOT, "node_modules"), join(dir, "node_modules"));
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const next = join(dir, "node_modules/next/dist/bin/next");
  const built = spawnSync(process.execPath, [next, "build", "--webpack"], { cwd: dir, env });
  if (built.status !== 0) throw new Error(`The bare route can't be built: ${String(built.stderr)}`);
  const port = await freePort();
  const running = await startServer(`http://127.0.0.1:${port}`, "/bare", () =>
    spawn(process.execPath, [next, "start", "-p", String(port)], {
      ...{ cwd: dir, env, stdio: "ignore" },
    }),
  );
  const stop = async () => {
    await running.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...running, stop };
}

const BARE_FILES = {
  "app/layout.jsx": "export default ({ children }) => <html><body>{children}</body></html>;\n",
  "app/bare/route.js":
    'export const dynamic = "force-dynamic";\n' +
    "export const GET = () => Response.json({ ok: true });\n",
  "next.config.mjs": "export default { outputFileTracingRoot: import.meta.dirname };\n",
  "package.json": '{ "private": true, "type": "module" }\n',
};

async function requestRate(url: string, headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent, headers }, (answer) => {
        answer.resume();
        answer.once("end", resolve);
        if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      }).once("error", reject);
    });
  const began = performance.now();
  let done = 0;
  const work = async () => {
    while (performance.now() - began < WARM_UP_MS + MEASURE_MS) {
      await send();
      if (performance.now() - began > WARM_UP_MS) done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  agent.destroy();
  return done / (MEASURE_MS / 1_000);
}
