import "server-only";

/**
 * Explains why a line differs or why it need not be counted, or withdraws the explanation. Nothing
 * is overwritten: the latest explanation holds for as long as the line shows what it showed then.
 */
import type { AuditAction } from "@/lib/domain/audit/actions";
import type { Explain } from "@/lib/contracts/explanation";
import type { Cause } from "@/lib/domain/causes/cause";
import {
  decideExplanation,
  type Explained,
  type ExplanationKind,
  type ExplanationRefusal,
} from "@/lib/domain/workflow/explanation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { causesAt, listCauses } from "../causes/list-causes";
import { recomputeDays } from "../recompute/recompute-days";
import { readReasons } from "../reasons/queries";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";
import { findLast, getExplained } from "./line";

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
    const version = (last?.version ?? 0) + 1;
    await store(tx.sql, scope, { input, line, version, ...decision });
    await recomputeDays(tx, [key]);
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: ACTIONS[decision.kind],
      centreId: input.centreId,
      businessDate: input.date,
      ...(last === null ? {} : { before: last.audited }),
      after: toAuditEntry({ input, line, version, ...decision }),
    });
    // A text alone changes no line, but the day still gets a new version.
    return raiseVersion(tx.sql, key, opened);
  });
}

const ACTIONS: Record<ExplanationKind, AuditAction> = {
  explained: "line.explained",
  waived: "line.waived",
  withdrawn: "explanation.withdrawn",
};

type NewExplanation = {
  input: Explain;
  line: Explained;
  version: number;
  kind: ExplanationKind;
  reason: string;
  cause: Cause | null;
};

async function store(
  sql: Sql,
  { actorId }: Scope<"reconciliation:explain">,
  { input, line, version, kind, reason, cause }: NewExplanation,
): Promise<void> {
  await sql(
    `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version, kind,
       reason, text, cause, difference_minor, count_version, author_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13)`,
    [
      input.centreId,
      input.date,
      input.shiftId,
      input.tillId,
      input.tenderId,
      version,
      kind,
      reason,
      input.text,
      cause === null ? null : JSON.stringify(cause),
      line.difference,
      line.countVersion,
      actorId,
    ],
  );
}

function toAuditEntry({ input, line, version, kind, reason, cause }: NewExplanation) {
  const { shiftId, tillId, tenderId, text } = input;
  return {
    shiftId,
    tillId,
    tenderId,
    version,
    kind,
    reason,
    text,
    ...(cause === null ? {} : { cause }),
    differenceMinor: line.difference,
    countVersion: line.countVersion,
  };
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
