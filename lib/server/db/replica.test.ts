/**
 * Readings on a real standby: it serves what the server has stored, and never less. Paused, killed
 * or no standby at all, the server serves, and nobody gets an error.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { type ArrangedPacket, arrangePacket } from "@/lib/testing/arrange-packet";
import { type Standby, startWithStandby } from "@/lib/testing/standby";
import { exportCsv } from "../exports/csv";
import { exportXlsx } from "../exports/xlsx";
import { printPacket } from "../packets/packet";
import { listLines } from "../reconciliations/queries";
import { listVariances } from "../variances/queries";
import { disconnect, replica } from "./client";
import { readingElsewhere } from "./replica";
import { inTransaction, sql, storingWith } from "./sql";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const [DATE = ""] = ARRANGED_DATES;
const RANGE = { from: "2026-03-01", to: "2026-03-12" };
const everywhere = scopeFor("reconciliation:view", null);
const request = new Request("http://localhost/", { headers: { "accept-language": "en" } });

let standby: Standby;
let arranged: Awaited<ReturnType<typeof arrangeDays>>;
let packet: ArrangedPacket;

async function connect(variables: Record<string, string> = {}): Promise<void> {
  await disconnect();
  vi.stubEnv("DATABASE_URL", standby.appUrl);
  vi.stubEnv("DATABASE_REPLICA_URL", standby.replicaUrl);
  vi.stubEnv("REPLICA_LAG_MS_MAX", "2000");
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

const counts = () => replica()?.health.counts();
const served = () => counts()?.replica ?? 0;
const search = (more: object) => pageSearchSchema.parse({ ...RANGE, limit: 5_000, ...more });
const count = (amount: number) =>
  arranged.count({ centreId: "201", businessDate: DATE }, "CASH", amount);

/** Which server a reading is read from. */
const whoServes = () =>
  readingElsewhere(async () => {
    const [row] = await sql<{ isReplica: boolean }>(`SELECT pg_is_in_recovery() AS "isReplica"`);
    return row?.isReplica === true ? "replica" : "server";
  });

beforeAll(async () => {
  standby = await startWithStandby();
  await connect();
  arranged = await arrangeDays();
  packet = await arrangePacket();
});

afterEach(() => connect());

afterAll(async () => {
  await disconnect();
  await standby.stop();
  vi.unstubAllEnvs();
});

describe("a standby that is in step", () => {
  test("serves lists, variances, files and packets as the server does", async () => {
    const readAll = async () => {
      const scope = scopeFor("reconciliation:view", [packet.key.centreId], packet.reader);
      const print = await printPacket(scope, packet.key, request);
      await print.arrayBuffer();
      const csv = await exportCsv(everywhere, exportSearchSchema.parse(RANGE), request);
      const xlsx = await exportXlsx(everywhere, exportSearchSchema.parse(RANGE), request);
      await xlsx.arrayBuffer();
      return {
        lines: await listLines(everywhere, search({})),
        variances: await listVariances(
          scopeFor("variance:view", null),
          varianceSearchSchema.parse({ ...RANGE, by: "centre" }),
        ),
        csv: await csv.text(),
        statuses: [print.status, csv.status, xlsx.status],
      };
    };
    const transactions = async () => {
      const [row] = await standby.ask<{ done: string }>(
        `SELECT xact_commit + xact_rollback AS done FROM pg_stat_database
          WHERE datname = 'counterfoil'`,
      );
      return Number(row?.done);
    };
    const before = await transactions();
    const elsewhere = await readAll();
    expect(served()).toBeGreaterThan(6);
    expect(counts()?.server).toEqual({
      behind: 0,
      busy: 0,
      unreachable: 0,
      failed: 0,
      "left-alone": 0,
    });
    // The standby itself says so; sessions report what they did when they end.
    await connect({ DATABASE_REPLICA_URL: "" });
    await expect.poll(transactions).toBeGreaterThan(before + 6);
    expect(await readAll()).toEqual(elsewhere);
  });

  test("never lacks what was stored before, whoever reads at once with it", async () => {
    for (let amount = 1; amount <= 40; amount += 1) {
      await count(amount);
      const found = await Promise.all(
        Array.from({ length: 4 }, () => listLines(everywhere, search({ centreId: "201" }))),
      );
      for (const { lines } of found) {
        expect(lines.some(({ countedMinor }) => countedMinor === amount)).toBe(true);
      }
    }
    expect(counts()).toEqual({
      replica: 160,
      server: { behind: 0, busy: 0, unreachable: 0, failed: 0, "left-alone": 0 },
    });
  });

  test("does not serve a command whose last transaction is still open", async () => {
    const work = async () => {
      await inTransaction((tx) => tx.sql("UPDATE centre SET name = 'South 2' WHERE id = '202'"));
      return whoServes();
    };
    await storingWith(work, (result) => Promise.resolve(expect(result).toBe("server")));
  });
});

test("a standby whose connections are all in use goes on serving everybody else", async () => {
  await connect();
  const pool = replica()?.pool;
  if (pool === undefined) throw new Error("no replica is configured");
  const inUse = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  expect(await whoServes()).toBe("server");
  expect(counts()?.server).toMatchObject({ busy: 1, unreachable: 0 });
  for (const client of inUse) client.release();
  expect(await whoServes()).toBe("replica");
});

describe("a standby that is behind", () => {
  test("is left alone until it is as far, and everybody sees the change in one state", async () => {
    await connect({ REPLICA_LAG_MS_MAX: "50" });
    expect(await whoServes()).toBe("replica");
    await standby.ask("SELECT pg_wal_replay_pause()");
    await count(777_00);
    for (let reading = 0; reading < 5; reading += 1) {
      const { lines, freshness } = await listLines(everywhere, search({ centreId: "201" }));
      expect(lines.some(({ countedMinor }) => countedMinor === 777_00)).toBe(true);
      const [row] = await sql<{ highest: string }>(
        "SELECT max(revision) AS highest FROM reconciliation WHERE centre_id = '201'",
      );
      expect(freshness.revision.split("-")[0]).toBe(row?.highest);
    }
    expect(counts()?.server).toMatchObject({ behind: 1, "left-alone": 4 });
    await standby.ask("SELECT pg_wal_replay_resume()");
    await expect.poll(whoServes, { timeout: 60_000 }).toBe("replica");
  });
});

describe("a standby that is killed", () => {
  test("while it is read loses no reading, and serves again when it is back", async () => {
    const errors: unknown[] = [];
    let isOver = false;
    let readings = 0;
    const reader = async () => {
      while (!isOver) {
        await listLines(everywhere, search({})).then(
          () => (readings += 1),
          (error: unknown) => errors.push(error),
        );
      }
    };
    const readers = Array.from({ length: 4 }, reader);
    const goesOn = (from: number) =>
      expect.poll(() => readings > from || errors.length > 0, { timeout: 60_000 }).toBe(true);
    try {
      await goesOn(10);
      standby.kill();
      await goesOn(readings + 20);
      await standby.restart();
      const before = served();
      await expect.poll(() => served() > before, { timeout: 60_000 }).toBe(true);
    } finally {
      isOver = true;
      await Promise.all(readers);
    }
    expect(errors).toEqual([]);
    // It was killed while it was read, or before the next reading had connected.
    const { failed = 0, unreachable = 0 } = counts()?.server ?? {};
    expect(failed + unreachable).toBeGreaterThan(0);
  });

  test("a statement that is cancelled there is run by the server", async () => {
    let runs = 0;
    const work = async (): Promise<string> => {
      runs += 1;
      const [row] = await sql<{ isReplica: boolean; pid: number }>(
        `SELECT pg_is_in_recovery() AS "isReplica", pg_backend_pid() AS pid`,
      );
      if (row?.isReplica !== true) return "server";
      await standby.ask(`SELECT pg_terminate_backend(${row.pid})`);
      await sleep(50);
      await sql("SELECT 1");
      return "replica";
    };
    expect(await readingElsewhere(work)).toBe("server");
    expect(runs).toBe(2);
  });
});

describe("what is no standby of the server", () => {
  // what it is, its address, why it is not used
  test.each<[string, () => string, "behind" | "unreachable"]>([
    ["the server itself", () => standby.appUrl, "behind"],
    ["another server", () => inject("testServer").appUrl, "unreachable"],
    ["nothing", () => "postgresql://nobody@127.0.0.1:1/nothing", "unreachable"],
  ])("%s serves nothing", async (_, url, fault) => {
    await connect({ DATABASE_REPLICA_URL: url(), REPLICA_LAG_MS_MAX: "20" });
    expect(await whoServes()).toBe("server");
    expect(counts()?.server[fault]).toBe(1);
  });

  test("a standby of the earlier server serves nothing, however far it is", async () => {
    const appUrl = await standby.failOver();
    await connect({ DATABASE_URL: appUrl, REPLICA_LAG_MS_MAX: "20" });
    expect(await whoServes()).toBe("server");
    expect(counts()?.server.behind).toBe(1);
    const position = await replica()?.findPosition();
    const [row] = await standby.ask<{ isAhead: boolean }>(
      `SELECT pg_last_wal_replay_lsn() > '${position?.lsn}' AS "isAhead"`,
    );
    expect(row).toEqual({ isAhead: true });
  });
});
