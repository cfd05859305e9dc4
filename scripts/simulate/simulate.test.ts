import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { disconnect } from "@/lib/server/db/client";
import { log } from "@/lib/server/log";
import { createChance } from "../figures/chance";
import { type OpenArena, openArena } from "./arena";
import type { Lane } from "./lane";
import { PLANTED } from "./planted";
import { findPlanted } from "./prove";
import { endsProcesses, findFirstOfGroup, type RunResult, simulate } from "./run";
import { createScheduler } from "./scheduler";
import { serverAt } from "./server";

const SEEDS = Array.from({ length: 14 }, (_, at) => at + 1);
const REPEATED = [1, 2];
/** The first seed whose run meets the planted mistake, and from which it is searched for. */
const MEETS_PLANTED = 1;
const PLANTED_RUNS_MAX = 20;
/** Somebody of its run takes a job of the queue in the middle of their work. */
const LOOKS_AT_QUEUE = 3;
/** Longer than whoever asks nobody for anything may take. */
const SLOW_MS = 100;

let arena: OpenArena;
let warmUp: RunResult;

beforeAll(async () => {
  const { adminUrl, appUrl, template } = inject("testServer");
  const stop = () => Promise.resolve();
  await disconnect();
  const server = await serverAt({ url: adminUrl, appUrl, migrated: template, stop });
  const level = log().level;
  log().level = "silent";
  arena = await openArena(server);
  warmUp = await simulate(arena, MEETS_PLANTED);
  return async () => {
    await arena.close();
    log().level = level;
  };
});

afterAll(() => disconnect());

describe("the simulator", () => {
  it(
    "finds nothing wrong, and repeats each run to the statement",
    { timeout: 120_000 },
    async () => {
      expect(warmUp.faults, `npm run simulate -- --seed ${MEETS_PLANTED}`).toEqual([]);
      const histories = new Map<number, string[]>();
      for (const seed of SEEDS) {
        if (seed === findFirstOfGroup(seed)) await arena.restart();
        const { faults, history } = await simulate(arena, seed);
        expect(faults, `npm run simulate -- --seed ${seed}`).toEqual([]);
        histories.set(seed, history);
      }
      await arena.restart();
      for (const seed of REPEATED) {
        expect((await simulate(arena, seed)).history).toEqual(histories.get(seed));
      }
      await arena.restart();
      const { history } = await simulate(arena, 1, null, !endsProcesses(1));
      expect(history, "a connection that is cut is not what its process's end is").toEqual(
        histories.get(1),
      );
    },
  );

  it("repeats a run although a look at the queue takes long", { timeout: 60_000 }, async () => {
    await arena.restart();
    const { history } = await simulate(arena, LOOKS_AT_QUEUE);
    await arena.restart();
    const { owner } = arena;
    const query = owner.query.bind(owner) as (...asked: unknown[]) => Promise<unknown>;
    const slowly = async (...asked: unknown[]) => {
      if (String(asked[0]).includes("_private_tasks")) await sleep(SLOW_MS);
      return query(...asked);
    };
    Object.assign(owner, { query: slowly });
    try {
      expect((await simulate(arena, LOOKS_AT_QUEUE)).history).toEqual(history);
    } finally {
      Reflect.deleteProperty(owner, "query");
    }
  });

  it.each([
    "a recompute is left away",
    "a sync changes a signed day",
    "a changed sheet of a signed day is not marked",
  ])("finds that %s", { timeout: 120_000 }, async (mistake) => {
    const planted = PLANTED.find(({ name }) => name === mistake);
    if (planted === undefined) throw new Error("it is not planted");
    const isClean = new Map([[MEETS_PLANTED, warmUp.faults.length === 0]]);
    const proof = { from: MEETS_PLANTED, runsMax: PLANTED_RUNS_MAX, isClean };
    expect(await findPlanted(arena, planted, proof)).not.toBeNull();
  });

  it("executes what one connection was sent in that order", { timeout: 30_000 }, async () => {
    const scheduler = createScheduler(createChance(6), arena.listBlockers);
    const instance = { number: 1, aheadMs: 0 };
    const lane: Lane = {
      number: 1,
      name: "test",
      instance,
      isDropped: false,
      isOver: false,
      gates: 0,
    };
    const executed: string[] = [];
    arena.ruler = {
      scheduler,
      now: () => Date.now(),
      endsProcesses: false,
      chooseFault: () => ({ fault: "none", noted: () => undefined }),
      rewrite: (text) => {
        executed.push(text);
        return text;
      },
    };
    const statements = Array.from({ length: 6 }, (_, at) => `SELECT ${at}::int AS at`);
    const work = scheduler.current.run(lane, async () => {
      const client = await arena.pool.connect();
      try {
        const sent = statements.map((text) => client.query<{ at: number }>(text));
        return (await Promise.all(sent)).map(({ rows }) => rows[0]?.at);
      } finally {
        client.release();
        lane.isOver = true;
      }
    });
    while (!lane.isOver) await scheduler.step();
    arena.ruler = null;
    expect(await work).toEqual([0, 1, 2, 3, 4, 5]);
    expect(executed).toEqual(statements);
  });

  it("leaves clock, chance and timers as they are when a run can't begin", async () => {
    const before = [Date, Math.random, setTimeout];
    const reset = () => Promise.reject(new Error("the database is away"));
    await expect(simulate({ ...arena, reset }, 1)).rejects.toThrow("the database is away");
    expect([Date, Math.random, setTimeout]).toEqual(before);
  });
});
