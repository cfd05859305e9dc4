/**
 * `npm run chaos [-- --kills 200 --seed 1]`: three instances of the built application on one
 * database, eight clients that count tills without a pause, and faults in an order that the seed
 * decides. Afterwards every count that was acknowledged must be there, once and whole. It prints
 * how long it took to serve again after each kind of fault, and exits with 1 when anything is lost.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { groupBy } from "@/lib/domain/group-by";
import { becomesReady, createWriterToken } from "./arrange";
import { ensureBuild } from "../build";
import { createChance } from "../figures/chance";
import { exitWithError, print } from "../process/print";
import { freePort } from "../process/processes";
import { percentile, row, seconds, title } from "../figures/report";
import { check, type Found } from "./check";
import { startChaosDatabase } from "./database";
import { type Ended, type Fault, FAULTS, inject, type Installation, recovered } from "./faults";
import { respawn } from "./respawn";
import { centreIds, startWriters } from "./writers";
import { readNumberOrExit, readOptionsOrExit } from "../process/read-options";

const INSTANCES = 3;
const WRITERS = 8;
const CALM_MS_MAX = 3_000;
const KILLS: readonly Fault[] = ["application killed", "database killed"];
const SCRIPT = ["--conditions=react-server", "--import", "tsx"];

const { values } = readOptionsOrExit({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
  },
});
const kills = readNumberOrExit("--kills", values.kills);
const seed = readNumberOrExit("--seed", values.seed);

try {
  await ensureBuild();
  process.exitCode = (await runChaos()) ? 0 : 1;
} catch (error) {
  exitWithError(error);
}

async function runChaos(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-chaos-"));
  const chance = createChance(seed);
  const database = await startChaosDatabase(folder);
  const cashrecPort = await freePort();
  const cashrec = respawn({
    args: [...SCRIPT, "scripts/sandbox.ts", "--port", String(cashrecPort)],
    variables: {},
    logFile: join(folder, "cashrec.log"),
  });
  const ports = await Promise.all(Array.from({ length: INSTANCES }, () => freePort()));
  const variables = environmentOf(folder, database, cashrecPort);
  const start = (port: number) => ({
    base: `http://127.0.0.1:${port}`,
    service: respawn({
      args: [...SCRIPT, "scripts/start.ts"],
      variables: { ...variables, PORT: String(port) },
      logFile: join(folder, `instance-${port}.log`),
    }),
  });
  const [first = 0, ...others] = ports;
  const instances = [start(first)];
  await becomesReady(`http://127.0.0.1:${first}`);
  instances.push(...others.map(start));
  const token = await createWriterToken(database.directUrl(), centreIds);
  const bases = instances.map(({ base }) => base);
  const { written, stop } = startWriters(bases, { token, chance, count: WRITERS });
  const installation: Installation = { instances, database, cashrec, chance, written };
  await recovered(installation);

  title(`Chaos: ${kills} kills, seed ${seed}, ${INSTANCES} instances, ${WRITERS} clients`);
  const ended = await injectAll(installation, kills);
  await stop();
  for (const { service } of instances) await service.stop();
  await cashrec.stop();
  report(ended, written.responses);
  const found = await check(written, database.directUrl());
  await database.stop();
  const isWhole = reportFound(found, written.acknowledged.size, written.unexpected);
  if (isWhole) rmSync(folder, { recursive: true, maxRetries: 10 });
  else print(`Logs: ${folder}`);
  return isWhole;
}

function environmentOf(
  folder: string,
  { url, ownerUrl }: { url: string; ownerUrl: string },
  cashrecPort: number,
): Record<string, string> {
  const cashrec = `http://127.0.0.1:${cashrecPort}`;
  return {
    DATA_DIR: join(folder, "data"),
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    NEXTAUTH_SECRET: "a secret of a run, thirty-two characters or more",
    CASHREC_API_URL: cashrec,
    CASHREC_TOKEN_URL: `${cashrec}/connect/token`,
    CASHREC_USERNAME: "sandbox",
    CASHREC_PASSWORD: "sandbox",
    CASHREC_CLIENT_ID: "sandbox",
    CASHREC_CLIENT_SECRET: "sandbox",
    SYNC_EVERY_MINUTES: "5",
    REQUEST_LIMITS_FACTOR: "1000",
  };
}

type EndedFault = Ended & { fault: Fault };

async function injectAll(at: Installation, kills: number): Promise<EndedFault[]> {
  const ended: EndedFault[] = [];
  const impossible = new Set<Fault>();
  // Those that have not come by chance follow at the end.
  const missing = new Set(Object.keys(FAULTS) as Fault[]);
  for (let killed = 0; killed < kills || missing.size > 0;) {
    await sleep(at.chance.whole(100, CALM_MS_MAX));
    const fault = killed < kills ? at.chance.weighted<Fault>(FAULTS) : at.chance.pick([...missing]);
    missing.delete(fault);
    if (impossible.has(fault)) continue;
    const result = await inject(fault, at);
    if (result === null) {
      impossible.add(fault);
      print(`Not done, because this machine can't: ${fault}.`);
      continue;
    }
    if (KILLS.includes(fault)) killed += 1;
    ended.push({ ...result, fault });
    const stored = at.written.acknowledged.size.toLocaleString("en");
    print(
      `${killed}/${kills} ${fault}: back after ${seconds(result.recoveryMs)}, ${stored} stored`,
    );
  }
  return ended;
}

function report(ended: readonly EndedFault[], responses: ReadonlyMap<string, number>): void {
  for (const [fault, some] of groupBy(ended, (one) => one.fault)) {
    const times = some.map(({ recoveryMs }) => recoveryMs);
    const [median, most] = [percentile(times, 0.5), percentile(times, 0.95)];
    row(`${some.length} x ${fault}`, `${seconds(median)} / ${seconds(most)}`, "median / p95");
    const ends = some.flatMap(({ endMs }) => endMs ?? []);
    if (ends.length > 0) row("  the slowest end", seconds(Math.max(...ends)), "aim: 20 s");
    const interrupted = some.flatMap((one) => one.interrupted ?? []);
    if (interrupted.length > 0) row("  interrupted requests", String(sum(interrupted)));
    const beside = some.flatMap((one) => one.beside ?? []);
    if (beside.length > 0) {
      const failed = sum(beside.map((one) => one.failed));
      row("  not served beside it", `${failed} of ${sum(beside.map((one) => one.asked))}`);
    }
  }
  const listed = [...responses].toSorted(([, one], [, other]) => other - one);
  row("responses", "", listed.map(([status, count]) => `${count} x ${status}`).join(", "));
}

function reportFound(found: Found, acknowledged: number, unexpected: readonly string[]): boolean {
  row("acknowledged counts", acknowledged.toLocaleString("en"));
  for (const name of ["lost", "doubled", "half", "invented"] as const) {
    row(`  ${name}`, String(found[name].length), found[name].slice(0, 5).join(", "));
  }
  row("  unexpected refusals", String(unexpected.length), unexpected.slice(0, 5).join(", "));
  row("  transactions left open", String(found.openTransactions));
  row("  lines, sums and trail", found.commands.length === 0 ? "whole" : "NOT WHOLE");
  for (const output of found.commands) print(output);
  const wrong = [found.lost, found.doubled, found.half, found.invented, found.commands, unexpected];
  return sum(wrong.map(({ length }) => length)) + found.openTransactions === 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
