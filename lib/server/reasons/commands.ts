import "server-only";

/** Changes the offered reasons as one list, so that its order is preserved. */
import type { ChangeReasons, ReasonList } from "@/lib/contracts/reason";
import type { Scope } from "@/lib/domain/permission";
import { type ListRefusal, refusalOfList } from "@/lib/domain/workflow/reason-list";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { REASONS_SETTING, parseReasons } from "./queries";

/** Throws CONFLICT, with the current list, when the reader changed an older one. */
export async function changeReasons(
  { actorId }: Scope<"centre:administer">,
  { version, reasons }: ChangeReasons,
): Promise<ReasonList> {
  return inTransaction(async ({ sql }) => {
    const current = await lockReasons(sql);
    if (current.version !== version) {
      throw new AppError("CONFLICT", "The list has changed since you opened it. Look again.", {
        current,
      });
    }
    const refused = refusalOfList(current.reasons, reasons);
    if (refused !== null) {
      throw new AppError("REFUSED", `${refused.code}: ${REFUSAL_TEXTS[refused.refusal]}`, {
        reason: refused.refusal,
      });
    }
    const next = parseReasons({ version: version + 1, reasons });
    await sql("UPDATE setting SET value = $2::jsonb WHERE name = $1", [
      REASONS_SETTING,
      JSON.stringify(next),
    ]);
    await appendAudit(sql, { actorId, action: "reasons.changed", before: current, after: next });
    return next;
  });
}

const REFUSAL_TEXTS: Record<ListRefusal, string> = {
  twice: "a code stands for one reason only.",
  "other-needed": "this reason stays, for every verdict, so that there is always one to choose.",
  "reason-removed":
    "a reason is not taken away, because days were explained with it. Switch it off.",
  "no-words": "give it words in one language at least.",
};

/** The first change creates the row that every other change then waits for. */
async function lockReasons(sql: Sql): Promise<ReasonList> {
  await sql("INSERT INTO setting (name, value) VALUES ($1, $2::jsonb) ON CONFLICT DO NOTHING", [
    REASONS_SETTING,
    JSON.stringify({ version: 0, reasons: [] }),
  ]);
  const [row] = await sql<{ value: unknown }>(
    "SELECT value FROM setting WHERE name = $1 FOR UPDATE",
    [REASONS_SETTING],
  );
  return parseReasons(row?.value);
}
