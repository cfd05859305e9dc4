import "server-only";

/** The offered reasons. Nobody has to set them up, because the default set always exists. */
import { type ReasonList, reasonListSchema } from "@/lib/contracts/reason";
import type { Scope } from "@/lib/domain/permission";
import { completeReasons } from "@/lib/domain/workflow/reason-list";
import { prepared, type Sql } from "../db/sql";

export const REASONS_SETTING = "reasons";

export async function listReasons(_scope: Scope<"reconciliation:view">): Promise<ReasonList> {
  return readReasons(prepared);
}

/** For a transaction that decides by it. */
export async function readReasons(run: Sql): Promise<ReasonList> {
  const [row] = await run<{ value: unknown }>("SELECT value FROM setting WHERE name = $1", [
    REASONS_SETTING,
  ]);
  return parseReasons(row?.value);
}

/** Completes the stored reasons with the defaults that they lack. */
export function parseReasons(value: unknown): ReasonList {
  const stored = value === undefined ? NONE : reasonListSchema.parse(value);
  const reasons = completeReasons(stored.reasons).map(({ verdicts, ...reason }) => ({
    ...reason,
    verdicts: [...verdicts],
  }));
  return { version: stored.version, reasons };
}

const NONE: ReasonList = { version: 0, reasons: [] };
