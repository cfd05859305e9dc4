import "server-only";

/**
 * Describes why a job failed, to be stored with the job and shown to administrators. Messages of
 * drivers are left out, because they may quote values of a row; of PostgreSQL's errors the code and
 * the names of table and constraint remain.
 */
import { type JobFailure, kindOfCode } from "@/lib/domain/operations/job-failure";
import { isAppError } from "../app-error";
import { describeError } from "../log";

const GONE = /connection (terminated|timeout|ended)|not queryable|timeout exceeded/i;

export function describeFailure(error: unknown): JobFailure {
  if (isAppError(error)) return { kind: "operating", detail: error.message };
  const { name, code, message } = describeError(error);
  if (code !== undefined) {
    const kind = kindOfCode(code);
    if (kind !== null) return { kind, detail: [code, ...namesIn(error)].join(", ") };
  }
  if (error instanceof Error && GONE.test(error.message)) {
    return { kind: "database-gone", detail: name };
  }
  // A payload or a stored value that no version of the program should have written.
  if (name === "ZodError") return { kind: "program", detail: name };
  if (message !== undefined) return { kind: "program", detail: `${name}: ${message}` };
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause !== undefined) return describeFailure(cause);
  return { kind: "unknown", detail: code ?? name };
}

function namesIn(error: unknown): string[] {
  const named = error as { table?: unknown; constraint?: unknown };
  return [named.table, named.constraint].filter((name) => typeof name === "string");
}
