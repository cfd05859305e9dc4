/** Recurring jobs after a clock that was ahead, and after nights in which no instance ran. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { log } from "../log";
import { ensureJobTables } from "../queue/queue";
import { startJobs, stopJobs } from "./runner";
import { watchClock } from "./watch-clock";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MONTH_MS = 30 * DAY_MS;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
});
beforeEach(async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  await sql("DELETE FROM graphile_worker._private_known_crontabs");
});
afterEach(stopJobs);

const note = (identifier: string, ms: number) =>
  sql(
    `INSERT INTO graphile_worker._private_known_crontabs
     VALUES ($1, now(), now() + $2 * interval '1 millisecond')`,
    [identifier, ms],
  );
const listFuture = async () =>
  (
    await sql<{ identifier: string }>(
      `SELECT identifier FROM graphile_worker._private_known_crontabs
        WHERE last_execution > now() ORDER BY 1`,
    )
  ).map(({ identifier }) => identifier);
const clocks = () => {
  const clock = { ms: Date.now(), elapsedMs: 0 };
  const pass = (ms: number) => {
    clock.ms += ms;
    clock.elapsedMs += ms;
  };
  return { clock, pass, now: () => clock.ms, elapsed: () => clock.elapsedMs };
};

test("a start finds recurring jobs due again that were noted for next month", async () => {
  await note("resume-syncs", MONTH_MS);
  await startJobs();
  expect(await listFuture()).toEqual([]);
});

test("while an instance runs, it corrects what another one has noted for the future", async () => {
  const restart = vi.fn(() => Promise.resolve());
  const look = watchClock(restart);
  await note("read-due:recent", MONTH_MS);
  await note("make-reports", MINUTE_MS);
  await look();
  expect(await listFuture(), "clocks may differ a little").toEqual(["make-reports"]);
  expect(restart).not.toHaveBeenCalled();
});

test("an instance whose own clock is ahead corrects nothing", async () => {
  const { clock, now, elapsed } = clocks();
  clock.ms += MONTH_MS;
  await note("read-due:recent", MONTH_MS);
  await watchClock(() => Promise.resolve(), { now, elapsed })();
  expect(await listFuture()).toEqual(["read-due:recent"]);
});

test("the queue is restarted when the clock goes back, also after it went ahead", async () => {
  const restart = vi.fn(() => Promise.resolve());
  const { clock, pass, now, elapsed } = clocks();
  const look = watchClock(restart, { now, elapsed });
  pass(MINUTE_MS);
  await look();
  clock.ms += MONTH_MS;
  await look();
  expect(restart).not.toHaveBeenCalled();
  clock.ms -= MONTH_MS;
  await look();
  pass(MINUTE_MS);
  await look();
  expect(restart).toHaveBeenCalledTimes(1);
  clock.ms -= 2 * MINUTE_MS;
  await look();
  expect(restart).toHaveBeenCalledTimes(2);
});

test("a start runs jobs of the night that were due while no instance ran", async () => {
  const missed = ["apply-retention", "forget-ended", "forget-old-syncs", "make-months"];
  for (const identifier of [...missed, "sweep-files"]) await note(identifier, -2 * DAY_MS);
  for (const cadence of ["week", "month"]) await note(`read-due:${cadence}`, -8 * DAY_MS);
  await note("note-head", -2 * DAY_MS);
  await startJobs();
  const listMissed = () =>
    sql(
      `SELECT identifier FROM graphile_worker._private_known_crontabs
        WHERE last_execution < now() - interval '1 day' AND identifier <> 'read-due:month'`,
    );
  await expect.poll(listMissed).toEqual([{ identifier: "note-head" }]);
  const [month] = await sql<{ isDone: boolean }>(
    `SELECT last_execution > now() - interval '7 days' AS "isDone"
       FROM graphile_worker._private_known_crontabs WHERE identifier = 'read-due:month'`,
  );
  expect(month?.isDone).toBe(true);
  const listDone = () =>
    sql("SELECT task FROM task_run WHERE task = ANY($1) AND done_at IS NOT NULL ORDER BY 1", [
      missed,
    ]);
  await expect.poll(listDone, { timeout: 60_000 }).toEqual(missed.map((task) => ({ task })));
}, 120_000);
