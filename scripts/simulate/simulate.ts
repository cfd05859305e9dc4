/**
 * `npm run simulate [-- --runs 500 | --seed 7 | --prove]`: runs the real application against a
 * database that dies, a Cashrec that misbehaves, clocks that jump and people in each other's way,
 * each run by a seed, and compares the end with an oracle. `--seed` repeats one run and prints its
 * history; `--prove` plants known mistakes, and counts the runs until each is found.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { log } from "@/lib/server/log";
import { chooseServerFolder } from "@/lib/testing/memory";
import { print } from "../process/print";
import { type OpenArena, openArena } from "./arena";
import { PLANTED } from "./planted";
import { findPlanted } from "./prove";
import { findFirstOfGroup, type RunResult, simulate } from "./run";
import { startServer } from "./server";
import { readNumberOrExit, readOptionsOrExit } from "../process/read-options";

const { values } = readOptionsOrExit({
  options: {
    runs: { type: "string", default: "500" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    twice: { type: "boolean", default: false },
    prove: { type: "boolean", default: false },
    dir: { type: "string", default: chooseServerFolder("simulate", ".data/simulate") },
  },
});
const runs = readNumberOrExit("--runs", values.runs);
const first = readNumberOrExit("--from", values.from);
const replayed = values.seed === undefined ? null : readNumberOrExit("--seed", values.seed);

const PROOF_RUNS_MAX = 60;
const PROGRESS = 100;

// Hundreds of faults are on purpose; what came of them is checked at the end.
log().level = "silent";
const server = await startServer(values.dir);
const failures: RunResult[] = [];
try {
  process.exitCode = await main();
} finally {
  await server.stop();
}

async function main(): Promise<number> {
  if (values.prove) return withArena(prove);
  if (replayed !== null) return replay(replayed);
  const began = performance.now();
  const totals = { runs: 0, acts: 0, statements: 0 };
  const made = new Map<number, RunResult>();
  await eachRun(first, runs, async (arena, seed) => {
    const result = await simulate(arena, seed);
    totals.runs += 1;
    totals.acts += result.acts;
    totals.statements += result.statements;
    if (totals.runs % PROGRESS === 0) print(`${totals.runs} runs, ${failures.length} failed`);
    if (values.twice) made.set(seed, result);
    if (result.faults.length === 0) return;
    failures.push(result);
    report(result, 3);
  });
  if (values.twice) await eachRun(first, runs, (arena, seed) => compare(arena, made.get(seed)));
  const seconds = Math.round((performance.now() - began) / 1_000);
  print(
    `${totals.runs} runs, ${totals.acts} commands, ${totals.statements} statements ` +
      `in ${seconds} s: ${failures.length} failed.`,
  );
  return failures.length === 0 ? 0 : 1;
}

/** A first run loads what is loaded when it is needed, which takes a while. */
async function withArena<T>(work: (arena: OpenArena) => Promise<T>): Promise<T> {
  const arena = await openArena(server);
  try {
    await simulate(arena, 0);
    return await work(arena);
  } finally {
    await arena.close();
  }
}

/** What a run finds in the database depends on the earlier ones of its group, which come first. */
async function eachRun(
  first: number,
  runs: number,
  work: (arena: OpenArena, seed: number) => Promise<void>,
): Promise<void> {
  await withArena(async (arena) => {
    for (let seed = findFirstOfGroup(first); seed < first + runs; seed += 1) {
      if (seed === findFirstOfGroup(seed)) await arena.restart();
      if (seed < first) await simulate(arena, seed);
      else await work(arena, seed);
    }
  });
}

/** A run that is not repeated exactly can't be looked into. */
async function compare(arena: OpenArena, first: RunResult | undefined): Promise<void> {
  if (first === undefined) throw new Error("a run is compared with none");
  const second = await simulate(arena, first.seed);
  if (first.hash === second.hash) return;
  for (const [order, { history }] of [first, second].entries()) {
    const file = join(values.dir, `seed-${first.seed}-${order + 1}.txt`);
    writeFileSync(file, `${history.join("\n")}\n`);
  }
  const at = first.history.findIndex((line, index) => line !== second.history[index]);
  first.faults.push(`is another one the second time: ${first.history[at]} | ${second.history[at]}`);
  failures.push(first);
  report(first, 3);
}

async function replay(seed: number): Promise<number> {
  let failed = 0;
  await eachRun(seed, 1, async (arena) => {
    const result = await simulate(arena, seed);
    for (const line of result.history) print(line);
    report(result, Infinity);
    failed = result.faults.length;
  });
  return failed === 0 ? 0 : 1;
}

async function prove(arena: OpenArena): Promise<number> {
  const isClean = new Map<number, boolean>();
  let missed = 0;
  for (const planted of PLANTED) {
    await arena.restart();
    const proof = { from: 1, runsMax: PROOF_RUNS_MAX, isClean };
    const found = await findPlanted(arena, planted, proof);
    if (found === null) missed += 1;
    const outcome =
      found === null
        ? `NOT FOUND in ${PROOF_RUNS_MAX} runs`
        : `found by run ${found.seed}: ${found.faults[0]}`;
    print(`${planted.name}: ${outcome}`);
  }
  const dirty = [...isClean].filter(([, clean]) => !clean).map(([seed]) => seed);
  print(`Without a mistake ${isClean.size - dirty.length} of ${isClean.size} runs are clean.`);
  for (const seed of dirty) print(`  Seed ${seed} fails: npm run simulate -- --seed ${seed}`);
  return missed + dirty.length;
}

function report({ seed, faults, history, hash }: RunResult, most: number): void {
  const steps = `${history.length} steps, history ${hash}`;
  if (faults.length === 0) return print(`Seed ${seed}: ${steps}, everything is right.`);
  print(`Seed ${seed} FAILED after ${steps}. Again: npm run simulate -- --seed ${seed}`);
  for (const fault of faults.slice(0, most)) print(`  ${fault}`);
  if (faults.length > most) print(`  and ${faults.length - most} more`);
}
