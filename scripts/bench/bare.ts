/**
 * The cost of Next.js itself: an application of one page and one route, built as far from this one
 * as its own node_modules allow. Inside the repository Next.js would include the product's
 * instrumentation.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { ROOT } from "../process/next-server";
import { freePort } from "../process/processes";
import { type RunningServer, startServer } from "./app";

/** `/` is the page, `/bare` the route. */
export async function startBare(): Promise<RunningServer> {
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-bare-"));
  mkdirSync(join(dir, "app/bare"), { recursive: true });
  for (const [name, text] of Object.entries(buildFiles(dir))) writeFileSync(join(dir, name), text);
  symlinkSync(join(ROOT, "node_modules"), join(dir, "node_modules"));
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const next = join(dir, "node_modules/next/dist/bin/next");
  const built = spawnSync(process.execPath, [next, "build"], { cwd: dir, env });
  if (built.status !== 0) throw new Error(`The bare app can't be built: ${String(built.stderr)}`);
  const port = await freePort();
  const running = await startServer(`http://127.0.0.1:${port}`, "/bare", () =>
    spawn(process.execPath, [next, "start", "-p", String(port)], {
      cwd: dir,
      env,
      stdio: "ignore",
    }),
  );
  const stop = async () => {
    await running.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...running, stop };
}

/**
 * The bundler resolves modules below its root alone, and ours are outside of the temporary folder.
 */
function buildFiles(dir: string): Record<string, string> {
  const config = { turbopack: { root: parse(dir).root } };
  return {
    "app/layout.jsx":
      'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
    "app/page.jsx": "export default () => <main><h1>Bare</h1></main>;\n",
    "app/bare/route.js":
      'export const dynamic = "force-dynamic";\n' +
      "export const GET = () => Response.json({ ok: true });\n",
    "next.config.mjs": `export default ${JSON.stringify(config)};\n`,
    "package.json": '{ "private": true, "type": "module" }\n',
  };
}
