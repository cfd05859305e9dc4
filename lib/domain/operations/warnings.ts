/** Decides what an operator has to look at. Each warning has a sentence of what to do about it. */
export const OPERATION_WARNINGS = [
  "no-worker",
  "jobs-late",
  "task-failing",
  "jobs-failed",
  "instance-lost",
  "versions-differ",
  "clock-differs",
  "disk-low",
  "files-missing",
  "backup-late",
  "migration-unfinished",
] as const;
export type OperationWarning = (typeof OPERATION_WARNINGS)[number];

export type OperationFacts = {
  now: number;
  instances: readonly {
    state: "running" | "ending" | "ended" | "lost";
    worksOnJobs: boolean;
    version: string;
    build: string | null;
    clockAheadSeconds: number;
    diskFreeBytes: number | null;
    diskTotalBytes: number | null;
  }[];
  tasks: readonly { oldestWaitingAt: string | null; failingSince: string | null }[];
  failedJobs: number;
  missingFiles: number;
  /** Null before the first. */
  lastBackupAt: string | null;
  unfinishedMigrations: number;
};

/** A pass over many centres may take a while, and the jobs behind it wait for that. */
const LATE_MS = 15 * 60_000;
/** A restart of what the task needs is over sooner. */
const FAILING_MS = 15 * 60_000;
/** Backups are made every day, and one may fail. */
const BACKUP_MS = 2 * 24 * 60 * 60_000;
const FREE_BYTES_MIN = 1024 ** 3;
const FREE_SHARE_MIN = 0.05;

export function findWarnings(facts: OperationFacts): OperationWarning[] {
  const { now, instances, tasks, failedJobs } = facts;
  const alive = instances.filter(({ state }) => state === "running" || state === "ending");
  const programs = alive.map(({ version, build }) => `${version} ${build ?? ""}`);
  const isOver = (iso: string | null, ms: number) => iso !== null && now - Date.parse(iso) > ms;
  const found: Record<OperationWarning, boolean> = {
    "no-worker": !alive.some(({ worksOnJobs }) => worksOnJobs),
    "jobs-late": tasks.some(({ oldestWaitingAt }) => isOver(oldestWaitingAt, LATE_MS)),
    "task-failing": tasks.some(({ failingSince }) => isOver(failingSince, FAILING_MS)),
    "jobs-failed": failedJobs > 0,
    "instance-lost": instances.some(({ state }) => state === "lost"),
    "versions-differ": new Set(programs).size > 1,
    "clock-differs": alive.some(({ clockAheadSeconds }) => clockAheadSeconds !== 0),
    "disk-low": alive.some(isDiskLow),
    "files-missing": facts.missingFiles > 0,
    "backup-late": isOver(facts.lastBackupAt, BACKUP_MS),
    "migration-unfinished": facts.unfinishedMigrations > 0,
  };
  return OPERATION_WARNINGS.filter((warning) => found[warning]);
}

type Disk = { diskFreeBytes: number | null; diskTotalBytes: number | null };

function isDiskLow({ diskFreeBytes: free, diskTotalBytes: total }: Disk): boolean {
  if (free === null || total === null) return false;
  return free < Math.min(FREE_BYTES_MIN, total / 2) || free < total * FREE_SHARE_MIN;
}
