import "server-only";

/** Writes an explanation and its audit entry. Nothing is overwritten: it is the next version. */
import type { AuditAction } from "@/lib/domain/audit/actions";
import type { Cause } from "@/lib/domain/causes/cause";
import type { LinePosition } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import type { Explained, ExplanationKind } from "@/lib/domain/workflow/explanation";
import { appendAudit } from "../audit/append";
import type { Sql } from "../db/sql";
import type { Last } from "./line";

const ACTIONS: Record<ExplanationKind, AuditAction> = {
  explained: "line.explained",
  waived: "line.waived",
  withdrawn: "explanation.withdrawn",
};

export type NewExplanation = {
  input: LinePosition & { centreId: string; date: string; text: string };
  line: Explained;
  /** The one before it, of which it is the next version. */
  last: Last | null;
  kind: ExplanationKind;
  reason: string;
  cause: Cause | null;
};

export async function insertExplanation(
  sql: Sql,
  { actorId }: Scope<"reconciliation:explain">,
  { input, line, last, kind, reason, cause }: NewExplanation,
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
      nextVersion(last),
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

/** It comes after the lines were recomputed, in the same transaction. */
export async function auditExplanation(
  sql: Sql,
  { actorId }: Scope<"reconciliation:explain">,
  { input, line, last, kind, reason, cause }: NewExplanation,
): Promise<void> {
  const { shiftId, tillId, tenderId, text } = input;
  await appendAudit(sql, {
    actorId,
    action: ACTIONS[kind],
    centreId: input.centreId,
    businessDate: input.date,
    ...(last === null ? {} : { before: last.audited }),
    after: {
      shiftId,
      tillId,
      tenderId,
      version: nextVersion(last),
      kind,
      reason,
      text,
      ...(cause === null ? {} : { cause }),
      differenceMinor: line.difference,
      countVersion: line.countVersion,
    },
  });
}

function nextVersion(last: Last | null): number {
  return (last?.version ?? 0) + 1;
}
