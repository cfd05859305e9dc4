import "server-only";

/** The reasons that are offered. Nobody has to set them up: the default set is always there. */
import { type ReasonList, reasonListSchema } from "@/lib/contracts/reason";
import type { Scope } from "@/lib/domain/permission";
import { completeReasons } from "@/lib/domain/workflow/reason-list";
import { type Sql, sql } from "../db/sql";

export const REASONS_SETTING = "reasons";

export async function listReasons(_scope: Scope<"reconciliation:view">): Promise<ReasonList> {
  return readReasons(sql);
}

/** Inside a transaction that decides on it. */
export async function readReasons(run: Sql): Promise<ReasonList> {
  const [row] = await run<{ value: unknown }>("SELECT value FROM setting WHERE name = $1", [
    REASONS_SETTING,
  ]);
  return parseReasons(row?.value);
}

/** What is stored, completed with the defaults that it does not know yet. */
export function parseReasons(value: unknown): ReasonList {
  const stored = value === undefined ? NONE : reasonListSchema.parse(value);
  const reasons = completeReasons(stored.reasons).map(({ verdicts, ...reason }) => ({
    ...reason,
    verdicts: [...verdicts],
  }));
  return { version: stored.version, reasons };
}

const NONE: ReasonList = { version: 0, reasons: [] };
