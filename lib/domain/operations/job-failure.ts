/**
 * Why a job failed, as it is stored with the job: a kind that screens have words for, and a detail
 * that contains neither a payload nor a value of a row.
 */
export const JOB_FAILURES = [
  "database-gone",
  "database-busy",
  "database",
  "disk-full",
  "network",
  "operating",
  "program",
  "unknown",
] as const;
export type JobFailureKind = (typeof JOB_FAILURES)[number];

export type JobFailure = { kind: JobFailureKind; detail: string };

const DETAIL_CHARS_MAX = 500;

/** "[disk-full] ENOSPC" */
export function writeJobFailure({ kind, detail }: JobFailure): string {
  return `[${kind}] ${detail.replaceAll(/\s+/g, " ").trim().slice(0, DETAIL_CHARS_MAX)}`.trim();
}

/** What an earlier version or the queue itself wrote may contain anything, and is not shown. */
export function readJobFailure(stored: string): JobFailure {
  const [, written, detail = ""] = /^\[([a-z-]+)\] ?(.*)$/s.exec(stored) ?? [];
  const kind = JOB_FAILURES.find((one) => one === written);
  return kind === undefined ? { kind: "unknown", detail: "" } : { kind, detail };
}

const GONE = /^(57P0\d|08\w{3}|28\w{3}|3D000)$/;
/** Waited too long for a lock or a result, was the victim of a deadlock, or found no connection. */
const BUSY = /^(55P03|57014|40P01|40001|53300|53400|25P0[34])$/;
const DISK = /^(53100|ENOSPC|EDQUOT|EROFS)$/;
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const NETWORK = /^(E[A-Z_]+|UND_ERR_\w+|CERT_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+)$/;

/** What a code of PostgreSQL or of the system means; null for none that is known. */
export function kindOfCode(code: string): JobFailureKind | null {
  if (DISK.test(code)) return "disk-full";
  if (GONE.test(code)) return "database-gone";
  if (BUSY.test(code)) return "database-busy";
  if (SQLSTATE.test(code) && !code.startsWith("E")) return "database";
  return NETWORK.test(code) ? "network" : null;
}
