import "server-only";

/**
 * Explains why a line differs or why it need not be counted, or withdraws the explanation. Nothing
 * is overwritten: the latest explanation holds for as long as the line shows what it showed then.
 */
import type { Explain } from "@/lib/contracts/explanation";
import { decideExplanation, type ExplanationRefusal } from "@/lib/domain/workflow/explanation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { inTransaction } from "../db/sql";
import { causesAt, listCauses } from "../causes/list-causes";
import { recomputeDays } from "../recompute/recompute-days";
import { readReasons } from "../reasons/queries";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";
import { findLast, getExplained } from "./line";
import { auditExplanation, insertExplanation } from "./store";

/** Throws CONFLICT when the reader had an older version of the day. */
export async function explainLine(
  scope: Scope<"reconciliation:explain">,
  input: Explain,
): Promise<DayVersion> {
  const key = { centreId: input.centreId, businessDate: input.date };
  return inTransaction(async (tx) => {
    const opened = await openDay(tx.sql, key, { change: "explanation", version: input.version });
    const line = await getExplained(tx, input);
    const last = await findLast(tx, input);
    const decision = decideExplanation(
      {
        line,
        last: last === null ? null : last.explanation,
        reasons: (await readReasons(tx.sql)).reasons,
        causes: input.cause === undefined ? [] : causesAt(await listCauses(tx.sql, key), input),
      },
      {
        kind: input.kind ?? null,
        reason: input.reason ?? null,
        text: input.text,
        cause: input.cause ?? null,
      },
    );
    if (decision.refusal !== null) throw refusal(decision.refusal);
    const explanation = { input, line, last, ...decision };
    await insertExplanation(tx.sql, scope, explanation);
    await recomputeDays(tx, [key]);
    await auditExplanation(tx.sql, scope, explanation);
    // A text alone changes no line, but the day still gets a new version.
    return raiseVersion(tx.sql, key, opened);
  });
}

const MESSAGES: Record<ExplanationRefusal, string> = {
  "nothing-to-explain": "There is no difference to explain on this line.",
  "nothing-to-waive":
    "This line is counted, so that there is nothing to waive. Explain it instead.",
  "nothing-to-withdraw": "This line has no explanation that could be withdrawn.",
  "unknown-reason": "This reason is not offered for what the line shows. Choose another one.",
  "text-missing": "Enter the details of the reason.",
  "cause-gone": "The figures have changed, and this is no longer a likely cause. Check again.",
};

function refusal(reason: ExplanationRefusal): AppError {
  return new AppError("REFUSED", MESSAGES[reason], { reason });
}
