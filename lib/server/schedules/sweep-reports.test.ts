/** What becomes of files of reports that a process which was killed left behind. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  arrangeSchedules,
  closeReports,
  DUE,
  hire,
  openReports,
  runsOf,
} from "@/lib/testing/arrange-schedules";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { DELIVERY_PAUSE } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { log } from "../log";
import { makeReports } from "./run";
import { sweepReports } from "./sweep-reports";

const FOLDER = makeTemporaryFolder("swept-reports");
const MS_MAX = 120_000;
const DAYS_AGO = new Date(Date.now() - 2 * 86_400_000);

/** As a process leaves it that was killed two days ago. */
function leave(id = ""): string {
  const path = join(FOLDER, "reports", id.slice(0, 2), id);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "figures");
  utimesSync(path, DAYS_AGO, DAYS_AGO);
  return path;
}

/** As a report is that has failed, or is tried again. */
async function turnInto(state: "failed" | "pending", id: string | undefined): Promise<void> {
  await sql(
    `UPDATE report_file
        SET state = $2, sha256 = NULL, file_name = NULL, bytes = NULL, content_type = NULL,
            delivery = NULL, reason = CASE $2 WHEN 'failed' THEN 'not-made' END,
            ended_at = CASE $2 WHEN 'failed' THEN now() END
      WHERE id = $1::uuid`,
    [id, state],
  );
}

beforeAll(() => openReports(FOLDER));
afterAll(closeReports);
beforeEach(() => {
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
});

test(
  "files go that have no row, or one whose file is dropped or failed, and no other",
  async () => {
    const { north, south, ana, schedule } = await arrangeSchedules();
    const others = ["Ben", "Cleo", "Dora"].map((name) => hire("reviewer", name, [north, south]));
    await schedule([ana, ...(await Promise.all(others))]);
    await makeReports(undefined, DUE);
    const fileId = (await runsOf(ana))[0]?.file?.id ?? "";
    const rows = await sql<{ id: string }>("SELECT id FROM report_file WHERE id <> $1", [fileId]);
    const [dropped, failed, pending] = rows.map(({ id }) => id);
    await sql("UPDATE report_file SET dropped_at = now() WHERE id = $1", [dropped]);
    await turnInto("failed", failed);
    await turnInto("pending", pending);
    const gone = [randomUUID(), dropped, failed].map(leave);
    const needed = [pending, fileId].map(leave);
    await sweepReports();
    expect(gone.filter((path) => existsSync(path))).toEqual([]);
    expect(needed.filter((path) => existsSync(path))).toEqual(needed);
  },
  MS_MAX,
);

test(
  "what may still be written stays, and so does all of a restored installation",
  async () => {
    const folder = join(FOLDER, "reports", "ab");
    mkdirSync(folder, { recursive: true });
    const [started, crashed] = [".incoming-started", ".incoming-crashed"];
    for (const name of [started, crashed]) writeFileSync(join(folder, name), "half");
    utimesSync(join(folder, crashed), DAYS_AGO, DAYS_AGO);
    await sql("INSERT INTO setting (name, value) VALUES ($1, '{}')", [DELIVERY_PAUSE]);
    await sweepReports();
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([started, crashed]));
    await sql("DELETE FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
    await sweepReports();
    expect(readdirSync(folder)).toContain(started);
    expect(readdirSync(folder)).not.toContain(crashed);
  },
  MS_MAX,
);
