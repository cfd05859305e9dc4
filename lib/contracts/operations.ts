/** What administrators see of the running installation, and what they may do with its jobs. */
import { z } from "zod";
import { JOB_FAILURES } from "../domain/operations/job-failure";
import { OPERATION_WARNINGS } from "../domain/operations/warnings";
import { instantSchema } from "./basics";
import { backupLogSchema, lastBackupSchema } from "./last-backup";
import { logForwarderStateSchema } from "./log-forwarder";

const failureSchema = z.object({ kind: z.enum(JOB_FAILURES), detail: z.string() });

/** "lost": it was not renewed, and has not ended in order. */
const instanceSchema = z.object({
  id: z.string(),
  host: z.string(),
  processId: z.int(),
  version: z.string(),
  build: z.string().nullable(),
  nodeVersion: z.string(),
  state: z.enum(["running", "ending", "ended", "lost"]),
  worksOnJobs: z.boolean(),
  startedAt: instantSchema,
  seenAt: instantSchema,
  clockAheadSeconds: z.int(),
  diskFreeBytes: z.int().nullable(),
  diskTotalBytes: z.int().nullable(),
});
export type InstanceRow = z.infer<typeof instanceSchema>;

/** `waiting` is due now; `planned` has its time to come; `retrying` failed and is tried again. */
const taskSchema = z.object({
  task: z.string(),
  waiting: z.int(),
  planned: z.int(),
  running: z.int(),
  retrying: z.int(),
  failed: z.int(),
  oldestWaitingAt: instantSchema.nullable(),
  doneAt: instantSchema.nullable(),
  failingSince: instantSchema.nullable(),
  failures: z.int(),
  failure: failureSchema.nullable(),
});
export type TaskRow = z.infer<typeof taskSchema>;

/** "interrupted": the process that ran it is gone. */
const failedJobSchema = z.object({
  id: z.string(),
  task: z.string(),
  state: z.enum(["failed", "interrupted"]),
  attempts: z.int(),
  at: instantSchema,
  failure: failureSchema.nullable(),
});
export type FailedJob = z.infer<typeof failedJobSchema>;

const passSchema = z.object({
  id: z.string(),
  state: z.enum(["pending", "running", "done", "failed"]),
  isRequested: z.boolean(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  days: z.int(),
  failedDays: z.int(),
  /** The most frequent ones. */
  reasons: z.array(z.object({ code: z.string(), message: z.string(), days: z.int() })),
});
export type PassRow = z.infer<typeof passSchema>;

const storageSchema = z.object({
  measuredAt: instantSchema,
  databaseBytes: z.int(),
  /** Null where the owner of the tables may not list the files. */
  walBytes: z.int().nullable(),
  tables: z.array(z.object({ name: z.string(), bytes: z.int(), rows: z.int().nullable() })),
  attachments: z.object({ files: z.int(), bytes: z.int() }),
});
export type StorageSizes = z.infer<typeof storageSchema>;

const fileCheckSchema = z.object({
  /** Where the files are. */
  kind: z.enum(["disk", "bucket"]),
  checkedAt: instantSchema,
  files: z.int(),
  bytes: z.int(),
  /** Uploads that were left behind, and are deleted. */
  swept: z.int(),
  missing: z.int(),
  examples: z.array(
    z.object({
      centreId: z.string(),
      /** Null for the photo of a receipt from petty cash. */
      businessDate: z.string().nullable(),
      fileName: z.string(),
    }),
  ),
});
export type FileCheck = z.infer<typeof fileCheckSchema>;

export const operationsSchema = z.object({
  at: instantSchema,
  warnings: z.array(z.enum(OPERATION_WARNINGS)),
  database: z.object({
    version: z.string(),
    startedAt: instantSchema,
    migrations: z.int(),
    lastMigration: z.string(),
    lastMigratedAt: instantSchema.nullable(),
    unfinishedMigrations: z.int(),
  }),
  instances: z.array(instanceSchema),
  tasks: z.array(taskSchema),
  failedJobs: z.array(failedJobSchema),
  passes: z.array(passSchema),
  upstream: z.object({
    status: z.enum(["ok", "down", "sandbox", "unconfigured", "unknown"]),
    host: z.string().nullable(),
    lastReadAt: instantSchema.nullable(),
    pause: z.string().nullable(),
  }),
  receivers: z.array(logForwarderStateSchema),
  /** Null where they can't be read at the moment. */
  storage: storageSchema.nullable(),
  /** Null before the first night. */
  files: fileCheckSchema.nullable(),
  /** Null before the first, and where backups are made otherwise. */
  backup: lastBackupSchema.nullable(),
  /** Null where nobody is to receive it. */
  backupLog: backupLogSchema.nullable(),
});
export type Operations = z.infer<typeof operationsSchema>;

export const jobKeySchema = z.object({
  jobId: z.string().regex(/^[0-9]{1,18}$/, "Use the id of a job"),
});
export type JobKey = z.infer<typeof jobKeySchema>;
