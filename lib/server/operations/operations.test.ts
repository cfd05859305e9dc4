/** What administrators see of instances, jobs and readings, and what they may do with jobs. */
import { runOnce } from "graphile-worker";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { arrangeLastBackup } from "@/lib/testing/arrange-backup";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import english from "@/lib/messages/en/operations.json";
import { LAST_BACKUP } from "@/lib/contracts/last-backup";
import { sql } from "../db/sql";
import { startHeartbeat } from "../instances/heartbeat";
import { log } from "../log";
import { jobLogger } from "../queue/logger";
import { ensureJobTables } from "../queue/queue";
import { tasks } from "../worker/tasks";
import { removeJob, retryJob } from "./commands";
import { getOperations } from "./overview";

const DAY = "2026-03-02";
let scope = scopeFor("security:administer", null);
let pool: pg.Pool;

beforeAll(async () => {
  const { url } = await testDatabase();
  await ensureJobTables();
  pool = new pg.Pool({ connectionString: url, max: 2 });
  scope = scopeFor("security:administer", null, await makeUser({ roles: [] }));
});
afterAll(() => pool.end());
beforeEach(async () => {
  await sql("DELETE FROM instance");
  await sql("DELETE FROM task_run");
  await sql("DELETE FROM graphile_worker._private_jobs");
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
});

const operations = () => getOperations(scope);
const workOnce = () =>
  runOnce({ pgPool: pool, taskList: tasks, logger: jobLogger(), noHandleSignals: true });
const addJob = async (task: string, payload: object, attemptsMax = 1) => {
  const [job] = await sql<{ id: string }>(
    `SELECT id::text AS id FROM graphile_worker.add_job($1, $2::json, job_key := $1 || $3::text,
       max_attempts := $3::int)`,
    [task, JSON.stringify(payload), attemptsMax],
  );
  return job?.id ?? "";
};
const lockBy = (workerId: string) =>
  sql(
    `UPDATE graphile_worker._private_jobs
        SET locked_at = now(), locked_by = $1, attempts = max_attempts`,
    [workerId],
  );

describe("an instance", () => {
  test("is seen while it lives, with its work, and until it has ended", async () => {
    const heartbeat = startHeartbeat();
    const seen = async () => (await operations()).instances;
    heartbeat.noteWorkers(["worker-1"]);
    await vi.waitFor(async () => expect(await seen()).toMatchObject([{ worksOnJobs: true }]));
    expect(await seen()).toMatchObject([
      { state: "running", processId: process.pid, clockAheadSeconds: 0 },
    ]);
    expect((await operations()).warnings).toEqual([]);
    await heartbeat.noteEnding();
    expect(await seen()).toMatchObject([{ state: "ending", worksOnJobs: true }]);
    await heartbeat.end();
    expect(await seen()).toMatchObject([{ state: "ended", worksOnJobs: false }]);
    expect((await operations()).warnings).toEqual(["no-worker"]);
  });

  test("that was killed is missed, until another has started on its host", async () => {
    const killed = startHeartbeat();
    await killed.noteEnding();
    await sql("UPDATE instance SET ending_at = NULL, seen_at = now() - interval '36 seconds'");
    expect(await operations()).toMatchObject({
      instances: [{ state: "lost", worksOnJobs: false }],
      warnings: ["no-worker", "instance-lost"],
    });
    await sql(
      `INSERT INTO instance SELECT gen_random_uuid(), host, 1, version, build, node_version,
         seen_at + interval '1 second', now(), NULL, NULL, true, '{}', 0, 1, 100 FROM instance`,
    );
    expect(await operations()).toMatchObject({
      instances: [{ state: "running", processId: 1 }],
      warnings: ["disk-low"],
    });
    await killed.end();
  });
});

describe("a job", () => {
  test("that fails for good is listed with its reason, and without its payload", async () => {
    const id = await addJob("replay", { id: "hunter2" });
    await workOnce();
    const { failedJobs, tasks: listed, warnings } = await operations();
    expect(failedJobs).toMatchObject([
      { id, task: "replay", state: "failed", attempts: 1, failure: { kind: "program" } },
    ]);
    expect(listed).toMatchObject([
      { task: "replay", failed: 1, failures: 1, doneAt: null, failure: { detail: "ZodError" } },
    ]);
    expect(JSON.stringify([failedJobs, listed])).not.toContain("hunter2");
    expect(warnings).toContain("jobs-failed");
  });

  test("is tried again, and then as often as before", async () => {
    const id = await addJob("replay", { id: "no id" });
    await workOnce();
    await retryJob(scope, { jobId: id });
    expect((await operations()).tasks).toMatchObject([{ waiting: 1, failed: 0 }]);
    await workOnce();
    expect((await operations()).tasks).toMatchObject([{ waiting: 0, failed: 1, failures: 2 }]);
    await sql(`UPDATE graphile_worker._private_jobs
                  SET payload = json_build_object('id', gen_random_uuid())`);
    await retryJob(scope, { jobId: id });
    await workOnce();
    const { failedJobs, tasks: listed } = await operations();
    expect(failedJobs).toEqual([]);
    expect(listed).toMatchObject([{ failed: 0, failures: 0, failingSince: null, failure: null }]);
    expect(await actions()).toEqual(["job.retried", "job.retried"]);
  });

  test("is removed, and is not there a second time", async () => {
    const id = await addJob("replay", { id: "no id" });
    await workOnce();
    await removeJob(scope, { jobId: id });
    expect((await operations()).failedJobs).toEqual([]);
    await expect(removeJob(scope, { jobId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await actions()).toEqual(["job.removed"]);
  });

  test("that waits, or that a living instance runs, is left alone", async () => {
    const id = await addJob("fold-variances", {});
    const refused = { details: { reason: "job-active" } };
    await expect(retryJob(scope, { jobId: id })).rejects.toMatchObject(refused);
    const heartbeat = startHeartbeat();
    heartbeat.noteWorkers(["worker-1"]);
    await heartbeat.noteEnding();
    await lockBy("worker-1");
    expect((await operations()).tasks).toMatchObject([{ running: 1, failed: 0 }]);
    await expect(removeJob(scope, { jobId: id })).rejects.toMatchObject(refused);
    await heartbeat.end();
    expect(await operations()).toMatchObject({
      failedJobs: [{ id, state: "interrupted" }],
      tasks: [{ running: 0, failed: 1 }],
    });
    await retryJob(scope, { jobId: id });
    await workOnce();
    expect((await operations()).tasks).toMatchObject([{ failed: 0, failures: 0 }]);
  });

  test("whose key a later one has taken over is of no concern", async () => {
    await addJob("fold-variances", {});
    await lockBy("worker-gone");
    await addJob("fold-variances", {});
    const { failedJobs, tasks: listed } = await operations();
    expect(failedJobs).toEqual([]);
    expect(listed).toMatchObject([{ waiting: 1, failed: 0 }]);
  });
});

test("every task has words", () => {
  expect(Object.keys(tasks).toSorted()).toEqual(Object.keys(english.tasks).toSorted());
});

test("a pass has the reasons of what failed, the most frequent ones first", async () => {
  const { id } = await makeCentre();
  const part = (days: number, state: string, code: string | null, message: string | null) =>
    sql(
      `INSERT INTO sync_part (sync_id, part, centre_ids, "from", "to", days, state, code, message)
       SELECT id, (SELECT count(*)::int FROM sync_part), ARRAY[$1], $2, $2, $3, $4, $5, $6
         FROM sync`,
      [id, DAY, days, state, code, message],
    );
  await sql(
    `INSERT INTO sync (id, state, finished_at) VALUES (gen_random_uuid(), 'failed', now())`,
  );
  await part(5, "done", null, null);
  await part(1, "failed", "UPSTREAM_CHANGED", "No shift.");
  await part(2, "failed", "UPSTREAM_UNAVAILABLE", "Cashrec is away.");
  await part(3, "failed", "UPSTREAM_UNAVAILABLE", "Cashrec is away.");
  expect((await operations()).passes).toMatchObject([
    {
      state: "failed",
      isRequested: false,
      days: 11,
      failedDays: 6,
      reasons: [
        { code: "UPSTREAM_UNAVAILABLE", message: "Cashrec is away.", days: 5 },
        { code: "UPSTREAM_CHANGED", message: "No shift.", days: 1 },
      ],
    },
  ]);
});

test("the sizes are of this database, and the application's role sees all of them", async () => {
  const { storage, database, upstream } = await operations();
  expect(storage?.databaseBytes).toBeGreaterThan(1_000_000);
  expect(storage?.walBytes).toBeGreaterThan(0);
  expect(storage?.tables.length).toBeGreaterThan(5);
  expect(storage?.attachments).toEqual({ files: 0, bytes: 0 });
  expect(database).toMatchObject({ unfinishedMigrations: 0 });
  expect(database.migrations).toBeGreaterThan(50);
  expect(upstream).toMatchObject({ host: null, pause: null });
});

test("the last backup is of this server, and not of one that it was restored from", async () => {
  expect((await operations()).backup).toBeNull();
  const backup = await arrangeLastBackup();
  const { backup: found, warnings } = await operations();
  expect(found).toEqual(backup);
  expect(warnings).toContain("backup-late");
  await sql(`UPDATE setting SET value = value || '{"system": "1"}' WHERE name = $1`, [LAST_BACKUP]);
  expect((await operations()).backup).toBeNull();
});

async function actions(): Promise<string[]> {
  const rows = await sql<{ action: string }>(
    `SELECT action FROM audit_entry
      WHERE action LIKE 'job.%' AND id > $1::bigint ORDER BY id`,
    [seenEntry],
  );
  const [last] = await sql<{ id: string }>(
    "SELECT coalesce(max(id), 0)::text AS id FROM audit_entry",
  );
  seenEntry = last?.id ?? "0";
  return rows.map(({ action }) => action);
}
let seenEntry = "0";
