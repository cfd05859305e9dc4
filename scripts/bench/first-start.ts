/**
 * The first start of a fresh clone, from installed packages to the address, beside the steps of
 * which it consists, each alone. The clone is a folder of its own, with the packages of this one.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../process/next-server";
import { freePort } from "../process/processes";
import { ratio, row, seconds, timed, title } from "../figures/report";

const MADE = [".next", ".data", join("prisma", "generated")];
const SCRIPT = ["--conditions=react-server", "--import", "tsx"];
const ADDRESS = /is ready: http/;

export async function benchFirstStart(): Promise<void> {
  title(`First start of a fresh clone, load ${loadavg()[0]?.toFixed(1)}`);
  const clone = makeClone();
  try {
    await run(clone, "prisma/cli.mjs", "generate");
    const bare = await timed(() => run(clone, "node_modules/next/dist/bin/next", "build"));
    row("next build alone (baseline)", seconds(bare.ms));
    forget(clone);
    const built = await timed(() => run(clone, ...SCRIPT, "scripts/build.ts"));
    const filled = await timed(() => run(clone, ...SCRIPT, "scripts/prepare.ts"));
    const started = await startAndStop(clone);
    const steps = built.ms + filled.ms + started;
    row("client and build", seconds(built.ms));
    row("database and demo", seconds(filled.ms));
    row("start of what is there", seconds(started));
    row("one after the other", seconds(steps), ratio(steps, bare.ms));
    forget(clone);
    const ms = await startAndStop(clone);
    row("npm start, to the address", seconds(ms), `${ratio(ms, bare.ms)}  aim: 45 s`);
  } finally {
    rmSync(clone, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** What Git knows of, and the packages, which are the same files where that is possible. */
function makeClone(): string {
  const clone = mkdtempSync(join(tmpdir(), "counterfoil-clone-"));
  const listed = spawnSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" });
  for (const path of listed.stdout.split("\n").filter((line) => line !== "")) {
    cpSync(join(ROOT, path), join(clone, path));
  }
  const [from, to] = [join(ROOT, "node_modules"), join(clone, "node_modules")];
  if (spawnSync("cp", ["-al", from, to]).status !== 0) cpSync(from, to, { recursive: true });
  return clone;
}

function forget(clone: string): void {
  for (const path of MADE) rmSync(join(clone, path), { recursive: true, force: true });
}

function run(clone: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: clone,
    stdio: "ignore",
    env: environment(),
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(" ")} ended with ${code} in ${clone}.`));
    });
  });
}

/** Returns the time to the address. */
async function startAndStop(clone: string): Promise<number> {
  const began = performance.now();
  const port = await freePort();
  const child = spawn(process.execPath, [...SCRIPT, "scripts/start.ts"], {
    cwd: clone,
    stdio: ["ignore", "ignore", "pipe"],
    env: environment({ PORT: String(port) }),
  });
  const exit = new Promise((resolve) => child.once("exit", resolve));
  const printed = new Promise<boolean>((resolve) => {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (ADDRESS.test(output)) resolve(true);
    });
    child.once("exit", () => resolve(false));
  });
  const isUp = await printed;
  const ms = performance.now() - began;
  child.kill("SIGTERM");
  await exit;
  if (!isUp) throw new Error("The application did not start.");
  return ms;
}

/** The variables of this installation are not those of a fresh clone. */
function environment(variables: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NODE_ENV: "production", ...variables };
}
