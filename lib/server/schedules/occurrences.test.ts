/** Schedules run when they are due, and belong to their author. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeScheduleSchema, createScheduleSchema } from "@/lib/contracts/schedule";
import { makeCentre, type MadeUser } from "@/lib/testing/arrange";
import {
  arrangeSchedules,
  authorOf,
  closeReports,
  DUE,
  hire,
  openReports,
  readerOf,
  REPORTED_DATE as DATE,
  runsOf,
} from "@/lib/testing/arrange-schedules";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { listInbox } from "../notices/queries";
import { saveView } from "../saved-views/commands";
import { changeSchedule, removeSchedule } from "./commands";
import { listSchedules } from "./queries";
import { makeReports } from "./run";
import { startRun, stopMail } from "./start-by-hand";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const FOLDER = makeTemporaryFolder("schedules");
let north = "";
let ana: MadeUser;
let arranged: Awaited<ReturnType<typeof arrangeSchedules>>;

beforeAll(() => openReports(FOLDER));
afterAll(closeReports);
beforeEach(async () => {
  arranged = await arrangeSchedules();
  ({ north, ana } = arranged);
});
const schedule: typeof arranged.schedule = (...given) => arranged.schedule(...given);

test(
  "the author is informed once of what can't be made, and what fails in passing is tried again",
  async () => {
    const scheduleId = await schedule([ana]);
    await sql("UPDATE report_schedule SET view_id = gen_random_uuid()");
    await makeReports(undefined, DUE);
    expect((await runsOf(ana))[0]).toMatchObject({
      state: "failed",
      files: [{ reason: "view-gone" }],
    });
    const refused = { code: "REFUSED", details: { reason: "view-gone" } };
    await expect(startRun(authorOf(ana), { scheduleId })).rejects.toMatchObject(refused);
    expect((await listInbox(ana.actor)).notices).toMatchObject([{ kind: "report-failed" }]);
    await schedule([ana], { name: "Again" });
    process.env.DATA_DIR = join(FOLDER, "broken");
    mkdirSync(process.env.DATA_DIR);
    writeFileSync(join(process.env.DATA_DIR, "reports"), "not a folder");
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await makeReports(undefined, DUE);
      const rows = await sql<{ attempts: number }>(
        "SELECT attempts FROM report_file WHERE attempts > 0",
      );
      expect(rows).toEqual([{ attempts: attempt + 1 }]);
      await sql("UPDATE report_file SET next_at = $1", [new Date(DUE)]);
    }
    process.env.DATA_DIR = FOLDER;
    expect((await runsOf(ana)).find(({ name }) => name === "Again")).toMatchObject({
      state: "failed",
      files: [{ reason: "not-made" }],
    });
    expect((await listInbox(ana.actor)).notices).toHaveLength(2);
    const mailed = await sql("SELECT FROM notice WHERE wants_mail AND user_id = $1::uuid", [
      ana.id,
    ]);
    expect(mailed, "without a mail server").toEqual([]);
  },
  MS_MAX,
);

test(
  "recipients are informed once that the author is gone, and again after a return",
  async () => {
    const rey = await hire("reviewer", "Rey", [north]);
    const sal = await hire("reviewer", "Sal", [north]);
    await stopMail(readerOf(sal), { scheduleId: await schedule([rey, sal]), stopped: true });
    const kindsOf = async ({ actor }: MadeUser) =>
      (await listInbox(actor)).notices.map(({ kind }) => kind);
    const makeOnDay = async (days: number, disabledAt: Date | null) => {
      await sql(`UPDATE "user" SET disabled_at = $2 WHERE id = $1::uuid`, [ana.id, disabledAt]);
      await makeReports(undefined, DUE + days * 86_400_000);
      return (await kindsOf(rey)).filter((kind) => kind === "report-failed").length;
    };
    expect(await makeOnDay(0, new Date())).toBe(1);
    expect(await makeOnDay(1, new Date())).toBe(1);
    expect(await makeOnDay(2, null)).toBe(1);
    expect(await makeOnDay(3, new Date())).toBe(2);
    expect(await kindsOf(sal)).toEqual([]);
  },
  MS_MAX,
);

test(
  "closing a period is an occurrence, and what was closed before is none",
  async () => {
    const close = (number: number, from: string, to: string, minutesAgo = 0) =>
      sql(
        `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id, acted_at)
         VALUES ($1, $2, 'closed', $3, $4, $5::uuid, now() - $6::int * interval '1 minute')`,
        [north, number, from, to, ana.id, minutesAgo],
      );
    await close(1, "2026-02-01", "2026-02-28", 60);
    const timing = { cadence: "period-close", period: "closed-period", atTime: null };
    const scheduleId = await schedule([ana], timing);
    const later = Date.now() + 60_000;
    await makeReports(undefined, later);
    expect(await runsOf(ana)).toEqual([]);
    await close(2, "2026-03-01", "2026-03-31");
    await Promise.all([makeReports(undefined, later), makeReports(undefined, later)]);
    expect(await runsOf(ana)).toMatchObject([
      { state: "made", from: "2026-03-01", to: "2026-03-31" },
    ]);
    const [{ id: runId } = { id: "" }] = await runsOf(ana);
    await startRun(authorOf(ana), { scheduleId, runId });
    await makeReports(undefined, later);
    expect((await runsOf(ana)).map(({ from, startedBy }) => [from, startedBy])).toContainEqual([
      "2026-03-01",
      "Ana",
    ]);
  },
  MS_MAX,
);

test(
  "what was due while no instance ran is made up for, and a pause is not",
  async () => {
    const scheduleId = await schedule([ana]);
    await makeReports(undefined, Date.parse("2026-03-13T06:00:00Z"));
    expect((await runsOf(ana)).map(({ to }) => to)).toEqual([
      "2026-03-12",
      "2026-03-11",
      "2026-03-10",
    ]);
    const [row] = await listSchedules(readerOf(ana));
    const change = (input: object, at: string) =>
      changeSchedule(
        changeScheduleSchema.parse({ ...row, scheduleId, ...input }),
        { actor: ana.actor },
        Date.parse(at),
      );
    await change({ paused: true }, "2026-03-13T07:00:00Z");
    await makeReports(undefined, Date.parse("2026-03-15T06:00:00Z"));
    const conflict = { code: "CONFLICT" };
    await expect(change({ paused: false }, "2026-03-15T07:00:00Z")).rejects.toMatchObject(conflict);
    await change({ paused: false, version: 2 }, "2026-03-15T07:00:00Z");
    await makeReports(undefined, Date.parse("2026-03-16T06:00:00Z"));
    expect((await runsOf(ana)).map(({ to }) => to)).toEqual([
      "2026-03-15",
      "2026-03-12",
      "2026-03-11",
      "2026-03-10",
    ]);
    await removeSchedule(authorOf(ana), { scheduleId });
    expect(await listSchedules(readerOf(ana))).toEqual([]);
    expect(await runsOf(ana)).toHaveLength(4);
    const entries = await sql<{ action: string }>(
      `SELECT action FROM audit_entry WHERE actor_id = $1::uuid AND action LIKE 'schedule.%'
        ORDER BY id`,
      [ana.id],
    );
    expect(entries.map(({ action }) => action)).toEqual([
      "schedule.created",
      "schedule.changed",
      "schedule.changed",
      "schedule.removed",
    ]);
  },
  MS_MAX,
);

test("a schedule addresses people of its author's centres, and is its author's alone", async () => {
  const away = await hire("reviewer", "Away", [(await makeCentre()).id]);
  const counter = await hire("counter", "Cora", [north]);
  const unknown = { code: "REFUSED", details: { reason: "unknown-recipient" } };
  await expect(schedule([away])).rejects.toMatchObject(unknown);
  await expect(schedule([counter])).rejects.toMatchObject(unknown);
  const rey = await hire("reviewer", "Rey", [north]);
  const scheduleId = await schedule([rey]);
  const [seen] = await listSchedules(readerOf(rey));
  expect(seen).toMatchObject({ mine: false, by: "Ana", recipients: [{ name: "Rey" }] });
  const none = { code: "NOT_FOUND" };
  await expect(removeSchedule(authorOf(rey), { scheduleId })).rejects.toMatchObject(none);
  await expect(startRun(authorOf(rey), { scheduleId })).rejects.toMatchObject(none);
  await expect(stopMail(readerOf(away), { scheduleId, stopped: true })).rejects.toMatchObject(none);
  expect(await listSchedules(readerOf(away))).toEqual([]);
});

test("each cadence has its own fields, and variances no file of lines", async () => {
  const asked = {
    name: "A",
    viewId: await arranged.saveFilters(),
    format: "csv",
    period: "yesterday",
    centreId: north,
    delivery: "link",
    recipientIds: [ana.id],
  };
  const isRight = (more: object) => createScheduleSchema.safeParse({ ...asked, ...more }).success;
  expect(isRight({ cadence: "daily", atTime: "07:00" })).toBe(true);
  expect(isRight({ cadence: "daily" })).toBe(false);
  expect(isRight({ cadence: "weekly", atTime: "07:00" })).toBe(false);
  expect(isRight({ cadence: "monthly", atTime: "07:00", day: 31 })).toBe(true);
  expect(isRight({ cadence: "period-close", atTime: "07:00" })).toBe(false);
  const view = { page: "variances" as const, name: "Sums", query: "", shared: false };
  const { id: viewId } = await saveView(readerOf(ana), view);
  await expect(schedule([ana], { viewId })).rejects.toMatchObject({
    details: { reason: "no-such-format" },
  });
  await schedule([ana], { viewId, format: "xlsx" });
  await makeReports(undefined, DUE);
  expect((await runsOf(ana))[0]?.file?.fileName).toBe(`variances-${DATE}.xlsx`);
});

test(
  "a later time that is chosen on a day is met on that day, and a new name changes no time",
  async () => {
    const scheduleId = await schedule([ana]);
    const [row] = await listSchedules(readerOf(ana));
    let version = 1;
    const change = async (input: object, at: number) => {
      const changed = changeScheduleSchema.parse({ ...row, scheduleId, version, ...input });
      ({ version } = await changeSchedule(changed, { actor: ana.actor }, at));
    };
    // It is due, and no instance has started it yet.
    await change({ name: "Renamed" }, DUE + 60_000);
    await makeReports(undefined, DUE + 120_000);
    expect((await runsOf(ana)).map(({ name }) => name)).toEqual(["Renamed"]);
    await change({ atTime: "23:30" }, DUE + 180_000);
    const late = DUE + 20 * 3_600_000;
    await Promise.all([makeReports(undefined, late), makeReports(undefined, late)]);
    expect(await runsOf(ana)).toHaveLength(2);
    await makeReports(undefined, late + 60_000);
    expect(await runsOf(ana)).toHaveLength(2);
  },
  MS_MAX,
);
