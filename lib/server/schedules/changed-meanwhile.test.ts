/** What a run makes is of one version of its schedule, whoever changes that at the same time. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  arrangeSchedules,
  authorOf,
  closeReports,
  DUE,
  openReports,
  readerOf,
} from "@/lib/testing/arrange-schedules";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { inTransaction, type Sql, sql } from "../db/sql";
import { saveView } from "../saved-views/commands";
import { makeReports } from "./run";
import { startRun } from "./start-by-hand";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const CHANGED = [{ page: "variances", query: "" }];
const FOLDER = makeTemporaryFolder("changed-schedules");
let arranged: Awaited<ReturnType<typeof arrangeSchedules>>;

beforeAll(() => openReports(FOLDER));
afterAll(closeReports);
beforeEach(async () => {
  arranged = await arrangeSchedules();
});

test(
  "a run that is due has the filters of the page that the schedule has by then",
  async () => {
    await arranged.schedule([arranged.ana], { format: "xlsx" });
    await during(changeView, () => makeReports(undefined, DUE));
    await makeReports(undefined, DUE);
    expect(await listMade()).toEqual(CHANGED);
  },
  MS_MAX,
);

test(
  "so has a run for a period that was closed",
  async () => {
    const { ana, north, schedule } = arranged;
    await schedule([ana], {
      format: "xlsx",
      cadence: "period-close",
      period: "closed-period",
      atTime: null,
    });
    await sql(
      `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id, acted_at)
       VALUES ($1, 1, 'closed', '2026-03-01', '2026-03-31', $2::uuid, now())`,
      [north, ana.id],
    );
    const later = Date.now() + 60_000;
    await during(changeView, () => makeReports(undefined, later));
    await makeReports(undefined, later);
    expect(await listMade()).toEqual(CHANGED);
  },
  MS_MAX,
);

test(
  "a run by hand is refused, and may be started again",
  async () => {
    const { ana, schedule } = arranged;
    const scheduleId = await schedule([ana], { format: "xlsx" });
    const start = () => startRun(authorOf(ana), { scheduleId });
    await expect(during(changeView, start)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: 2 },
    });
    expect(await listMade()).toEqual([]);
    await start();
    expect(await listMade()).toEqual(CHANGED);
    const remove: Change = (run) => run("UPDATE report_schedule SET removed_at = now()");
    await expect(during(remove, start)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listMade()).toEqual(CHANGED);
  },
  MS_MAX,
);

type Change = (run: Sql) => Promise<unknown>;

async function changeView(run: Sql): Promise<void> {
  const view = { page: "variances" as const, name: "Sums", query: "", shared: false };
  const { id: viewId } = await saveView(readerOf(arranged.ana), view);
  await run(
    `UPDATE report_schedule
        SET view_id = $1::uuid, page = 'variances', version = version + 1`,
    [viewId],
  );
}

/** Stores the change while the work waits for the schedule, and returns what comes of the work. */
async function during<T>(change: Change, work: () => Promise<T>): Promise<T> {
  const { done } = await inTransaction(async ({ sql: run }) => {
    const [locked] = await run<{ pid: number }>(
      "SELECT pg_backend_pid() AS pid FROM report_schedule FOR UPDATE",
    );
    const done = work();
    // Whoever awaits it decides what a failure means.
    done.catch(() => null);
    await vi.waitFor(async () => {
      const waiting = await sql(
        `SELECT FROM pg_stat_activity
          WHERE $1::int = ANY(pg_blocking_pids(pid)) AND query LIKE '%report_schedule%'`,
        [locked?.pid],
      );
      expect(waiting).toHaveLength(1);
    }, MS_MAX);
    await change(run);
    return { done };
  });
  return done;
}

function listMade(): Promise<{ page: string; query: string }[]> {
  return sql("SELECT page, query FROM report_run");
}
