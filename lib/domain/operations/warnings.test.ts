import { expect, test } from "vitest";
import { findWarnings, type OperationFacts, type OperationWarning } from "./warnings";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const GIB = 1024 ** 3;
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const INSTANCE = {
  state: "running",
  worksOnJobs: true,
  version: "1.0.0",
  build: "a",
  clockAheadSeconds: 0,
  diskFreeBytes: 20 * GIB,
  diskTotalBytes: 100 * GIB,
} as const;
const TASK = { oldestWaitingAt: ago(1), failingSince: ago(1) };
const FINE: OperationFacts = {
  now: NOW,
  instances: [INSTANCE, { ...INSTANCE, state: "ended", version: "0.9.0", worksOnJobs: false }],
  tasks: [TASK, { oldestWaitingAt: null, failingSince: null }],
  failedJobs: 0,
  missingFiles: 0,
  lastBackupAt: ago(47 * 60),
  unfinishedMigrations: 0,
};

test("nothing is warned of while all is well, whatever ended before", () => {
  expect(findWarnings(FINE)).toEqual([]);
});

// what is so, what is warned of
test.each<[string, Partial<OperationFacts>, OperationWarning[]]>([
  ["no instance", { instances: [] }, ["no-worker"]],
  ["a backup of long ago", { lastBackupAt: ago(49 * 60) }, ["backup-late"]],
  ["no backup by the command", { lastBackupAt: null }, []],
  ["one without workers", { instances: [{ ...INSTANCE, worksOnJobs: false }] }, ["no-worker"]],
  [
    "one that is lost",
    { instances: [INSTANCE, { ...INSTANCE, state: "lost" }] },
    ["instance-lost"],
  ],
  ["two builds", { instances: [INSTANCE, { ...INSTANCE, build: "b" }] }, ["versions-differ"]],
  ["a wrong clock", { instances: [{ ...INSTANCE, clockAheadSeconds: -3 }] }, ["clock-differs"]],
  ["a full disk", { instances: [{ ...INSTANCE, diskFreeBytes: 4 * GIB }] }, ["disk-low"]],
  ["a disk that is unknown", { instances: [{ ...INSTANCE, diskFreeBytes: null }] }, []],
  ["a job that waits", { tasks: [{ ...TASK, oldestWaitingAt: ago(16) }] }, ["jobs-late"]],
  ["a task that fails", { tasks: [{ ...TASK, failingSince: ago(16) }] }, ["task-failing"]],
  ["a job that failed", { failedJobs: 1 }, ["jobs-failed"]],
  ["a file that is gone", { missingFiles: 1 }, ["files-missing"]],
  ["half a migration", { unfinishedMigrations: 1 }, ["migration-unfinished"]],
])("%s", (_name, partial, warnings) => {
  expect(findWarnings({ ...FINE, ...partial })).toEqual(warnings);
});
