import "server-only";

/** Appends a row to the history of a day. */
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { MoveRow } from "@/lib/domain/workflow/undo";
import { postponing, type Sql } from "../db/transaction";

export type NewMoveRow = DayKey & {
  move: MoveRow;
  from: DayState;
  to: DayState;
  sheetVersion: number;
  /** The version of the day afterwards. */
  version: number;
  text: string | null;
  /** Null exactly when a rule made the move, which follows. */
  actorId: string | null;
  rule?: { scopeId: string; version: number };
};

/** The caller has locked the day, so that its rows are numbered without a gap. */
export async function insertMove(sql: Sql, row: NewMoveRow): Promise<void> {
  const { centreId, businessDate, move, from, to, sheetVersion, version, text, actorId } = row;
  const { rule } = row;
  await postponing(sql)(
    `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
       version, text, actor_id, rule_scope, rule_version)
     SELECT $1::text, $2::text, coalesce(max(number), 0) + 1, $3::text, $4::text, $5::text, $6::int,
            $7::int, $8::text, $9::uuid, $10::text, $11::int
       FROM move WHERE centre_id = $1 AND business_date = $2`,
    [
      centreId,
      businessDate,
      move,
      from,
      to,
      sheetVersion,
      version,
      text,
      actorId,
      rule?.scopeId ?? null,
      rule?.version ?? null,
    ],
  );
}
