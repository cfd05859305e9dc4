import "server-only";

/** Gives a line to somebody until a date, or takes it back. Every change is a new version. */
import type { AssignLine } from "@/lib/contracts/thread";
import { type AssignmentRefusal, refuseAssignment } from "@/lib/domain/thread/assignment";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { personal } from "../audit/personal-values";
import { inTransaction, type Sql } from "../db/sql";
import { openDay } from "../workflow/open-day";
import { findAssignment, getThreadLine, type LatestAssignment, valuesOf } from "./line";
import { findUserOfCentre, type UserOfCentre } from "./people";

/** Throws CONFLICT when somebody else assigned the line since the user saw it. */
export async function assignLine(scope: Scope<"line:assign">, input: AssignLine): Promise<void> {
  await inTransaction(async (tx) => {
    const key = { centreId: input.centreId, businessDate: input.date };
    await openDay(tx.sql, key, { change: "assignment" });
    const line = await getThreadLine(tx.sql, input);
    const last = await findAssignment(tx.sql, input);
    if ((last?.version ?? 0) !== input.version) throw conflict(last);
    const { assigneeId } = input;
    const assignee =
      assigneeId === null ? null : await findUserOfCentre(tx.sql, input.centreId, assigneeId);
    const dueOn = assigneeId === null ? null : input.dueOn;
    const refusal = refuseAssignment({
      assigneeId,
      dueOn,
      today: line.today,
      last,
      mayBeAssigned: assignee?.assignable ?? false,
      line,
    });
    if (refusal !== null) throw new AppError("REFUSED", MESSAGES[refusal], { reason: refusal });
    await store(tx.sql, scope.actorId, { ...input, dueOn });
    await raiseRevision(tx.sql, input);
    const { shiftId, tillId, tenderId } = input;
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: assignee === null ? "assignment.withdrawn" : "line.assigned",
      ...key,
      ...(last === null ? {} : { before: { assignee: nameBefore(last), dueOn: last.dueOn } }),
      after: { shiftId, tillId, tenderId, ...nameOf(assignee), dueOn },
    });
  });
}

function nameOf(assignee: UserOfCentre | null) {
  if (assignee === null) return { assignee: null, assigneeId: null };
  return { assignee: personal(assignee.id, assignee.name), assigneeId: assignee.id };
}

function nameBefore({ assigneeId, assigneeName }: LatestAssignment) {
  return assigneeId === null ? null : personal(assigneeId, assigneeName ?? "");
}

const MESSAGES: Record<AssignmentRefusal, string> = {
  "assignee-not-here": "This user may not explain lines of this centre. Choose somebody else.",
  "due-missing": "Give a date until which it is due.",
  "due-out-of-range": "Give a date from today on, and within a year.",
  "nothing-to-do": "This line needs nothing more.",
  "not-assigned": "Nobody has this line.",
};

function conflict(last: LatestAssignment | null): AppError {
  const by = last?.by ?? "";
  const to = last?.assigneeName ?? null;
  const what = to === null ? `${by} took this line back` : `${by} assigned this line to ${to}`;
  return new AppError("CONFLICT", `${what} meanwhile. Nothing was done; look again.`);
}

async function store(sql: Sql, actorId: string, input: AssignLine): Promise<void> {
  await sql(
    `INSERT INTO line_assignment (centre_id, business_date, shift_id, till_id, tender_id, version,
       assignee_id, due_on, assigned_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7::uuid, $8, $9)`,
    [...valuesOf(input), input.version + 1, input.assigneeId, input.dueOn, actorId],
  );
}

/**
 * Open lists learn of the change. The version of the day stays, because nothing of what is signed
 * has changed and nobody else's work on the day is outdated.
 */
async function raiseRevision(sql: Sql, { centreId, date }: AssignLine): Promise<void> {
  await sql(
    `UPDATE reconciliation SET revision = nextval('reconciliation_revision')
      WHERE centre_id = $1 AND business_date = $2`,
    [centreId, date],
  );
}
