import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { disconnect } from "@/lib/server/db/client";
import { log } from "@/lib/server/log";
import { type OpenArena, openArena } from "./arena";
import { PLANTED } from "./planted";
import { findPlanted } from "./prove";
import { simulate } from "./run";
import { serverAt } from "./server";

const SEEDS = [2, 3, 4, 5];
const REPEATED = new Set([2, 3]);
const PLANTED_RUNS_MAX = 20;

let arena: OpenArena;

beforeAll(async () => {
  const { adminUrl, appUrl, template } = inject("testServer");
  const stop = () => Promise.resolve();
  await disconnect();
  const server = await serverAt({ url: adminUrl, appUrl, migrated: template, stop });
  const level = log().level;
  log().level = "silent";
  arena = await openArena(server);
  await simulate(arena, 1);
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
      for (const seed of SEEDS) {
        const first = await simulate(arena, seed);
        expect(first.faults, `npm run simulate -- --seed ${seed}`).toEqual([]);
        if (!REPEATED.has(seed)) continue;
        const second = await simulate(arena, seed);
        expect(second.history).toEqual(first.history);
      }
    },
  );

  it("finds a recompute that is left away", { timeout: 120_000 }, async () => {
    const planted = PLANTED.find(({ name }) => name === "a recompute is left away");
    if (planted === undefined) throw new Error("it is not planted");
    const proof = { runsMax: PLANTED_RUNS_MAX, isClean: new Map<number, boolean>() };
    expect(await findPlanted(arena, planted, proof)).not.toBeNull();
  });

  it("leaves clock, chance and timers as they are when a run can't begin", async () => {
    const before = [Date, Math.random, setTimeout];
    const reset = () => Promise.reject(new Error("the database is away"));
    await expect(simulate({ ...arena, reset }, 1)).rejects.toThrow("the database is away");
    expect([Date, Math.random, setTimeout]).toEqual(before);
  });
});
