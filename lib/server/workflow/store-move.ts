import "server-only";

/** Writes a move that was allowed: the day's state, the move itself, and its audit entry. */
import type { AuditAction } from "@/lib/domain/audit/actions";
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { appendAudit } from "../audit/append";
import type { Sql, Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import type { DayHead } from "./day-facts";
import { type DayVersion, raiseVersion } from "./open-day";

type Made = DayKey & { move: MoveName; from: DayHead; to: DayState };
type By = { actorId: string; text: string | null };

const ACTIONS: Record<MoveName, AuditAction> = {
  review: "day.reviewed",
  approval: "day.approved",
  closure: "day.closed",
  reopening: "day.reopened",
  acceptance: "day.accepted",
};

/** The caller has locked the day. Returns its new state and version. */
export async function storeMove(tx: Transaction, made: Made, by: By): Promise<DayVersion> {
  const { centreId, businessDate, move, to } = made;
  const before = await readStanding(tx.sql, made);
  await insertMove(tx.sql, made, by);
  const settlesChange = move === "acceptance" || move === "reopening";
  await tx.sql(
    `UPDATE reconciliation
        SET state = $3,
            changed_sheet_version = CASE WHEN $4 THEN NULL ELSE changed_sheet_version END
      WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate, to, settlesChange],
  );
  await raiseVersion(tx.sql, { centreId, businessDate }, made.from);
  // An open day follows whatever changed while it was signed: newer sheets, other rules.
  if (move === "reopening") await recomputeDays(tx, [{ centreId, businessDate }]);
  const after = await readStanding(tx.sql, made);
  await appendAudit(tx.sql, {
    actorId: by.actorId,
    action: ACTIONS[move],
    centreId,
    businessDate,
    before,
    after: { ...after, ...(by.text === null ? {} : { text: by.text }), ...accepted(made) },
  });
  return { state: after.state, version: after.version };
}

/** A signature covers the version of the lines; an acceptance or a reopening covers a newer one. */
function signedVersion({ move, from }: Made): number {
  const followsChange = move === "acceptance" || move === "reopening";
  return followsChange ? (from.changedSheetVersion ?? from.sheetVersion) : from.sheetVersion;
}

function accepted(made: Made): { acceptedSheetVersion?: number } {
  return made.move === "acceptance" ? { acceptedSheetVersion: signedVersion(made) } : {};
}

async function insertMove(sql: Sql, made: Made, { actorId, text }: By): Promise<void> {
  await sql(
    `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
       text, actor_id)
     SELECT $1::text, $2::text, coalesce(max(number), 0) + 1, $3::text, $4::text, $5::text, $6::int,
            $7::text, $8::uuid
       FROM move WHERE centre_id = $1 AND business_date = $2`,
    [
      made.centreId,
      made.businessDate,
      made.move,
      made.from.state,
      made.to,
      signedVersion(made),
      text,
      actorId,
    ],
  );
}

type Standing = {
  state: DayState;
  version: number;
  sheetVersion: number;
  totals: Record<string, number>;
};

async function readStanding(sql: Sql, { centreId, businessDate }: DayKey): Promise<Standing> {
  const [row] = await sql<Standing>(
    `SELECT state, version, sheet_version AS "sheetVersion",
            json_build_object('expectedMinor', expected_minor, 'countedMinor', counted_minor,
              'shortMinor', short_minor, 'overMinor', over_minor,
              'uncountedMinor', uncounted_minor, 'unexpectedMinor', unexpected_minor) AS totals
       FROM reconciliation WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  if (row === undefined) throw new Error("A day that moves is there");
  return row;
}
