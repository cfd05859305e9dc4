import "server-only";

/** Reads the changes at these positions of the feed, each as it is now. */
import type { FeedChange } from "@/lib/contracts/feed";
import type { FeedCursor } from "@/lib/domain/feed-cursor";
import { decimalsOf, minor } from "@/lib/domain/money";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";
import { listLinesOfDays } from "./day-lines";

/**
 * A span of positions of one kind, from the first to the last. A range of the index is read, because
 * one transaction may have written most of a table. Null is every centre.
 */
export type Wanted = {
  first: FeedCursor;
  last: FeedCursor;
  count: number;
  centreIds: readonly string[] | null;
};

type Positioned = { writtenIn: string; serial: string };
export type PositionedChange = { writtenIn: number; serial: number; change: FeedChange };
type Change<Type extends FeedChange["type"]> = Extract<FeedChange, { type: Type }>;

/** Filters come after the limit, so that the planner follows the index. */
const spanOf = (table: string, serial: string) => `(
  SELECT * FROM ${table} WHERE (written_in, ${serial}) >= ($1::bigint, $2::bigint)
    AND (written_in, ${serial}) <= ($3::bigint, $4::bigint)
   ORDER BY written_in, ${serial} LIMIT $5::int) x`;
const OF_READER = "($6::text[] IS NULL OR x.centre_id = ANY($6::text[]))";

function parametersOf({ first, last, count, centreIds }: Wanted) {
  return [first.writtenIn, first.serial, last.writtenIn, last.serial, count, centreIds];
}

type CountRow = Omit<Change<"count">, "type" | "countedMinor" | "floatLeftMinor" | "countedAt"> & {
  countedMinor: string;
  floatLeftMinor: string | null;
  countedAt: Date;
};

export async function listCounts(sql: Sql, wanted: Wanted): Promise<PositionedChange[]> {
  const rows = await sql<CountRow & Positioned>(
    `SELECT x.written_in::text AS "writtenIn", x.serial::text AS "serial",
            x.centre_id AS "centreId", x.business_date AS "businessDate", x.shift_id AS "shiftId",
            x.till_id AS "tillId", x.tender_id AS "tenderId", x.version,
            x.counted_minor AS "countedMinor", x.float_left_minor AS "floatLeftMinor", x.source,
            x.counted_by_id::text AS "countedById", x.counted_at AS "countedAt"
       FROM ${spanOf("till_count", "serial")}
      WHERE ${OF_READER}`,
    parametersOf(wanted),
  );
  return rows.map((row) =>
    positioned(row, {
      type: "count",
      centreId: row.centreId,
      businessDate: row.businessDate,
      shiftId: row.shiftId,
      tillId: row.tillId,
      tenderId: row.tenderId,
      version: row.version,
      countedMinor: minor(Number(row.countedMinor)),
      floatLeftMinor: amountOf(row.floatLeftMinor),
      source: row.source,
      countedById: row.countedById,
      countedAt: row.countedAt.toISOString(),
    }),
  );
}

type MoveRow = Omit<Change<"move">, "type" | "movedAt"> & { movedAt: Date };

export async function listMoves(sql: Sql, wanted: Wanted): Promise<PositionedChange[]> {
  const rows = await sql<MoveRow & Positioned>(
    `SELECT x.written_in::text AS "writtenIn", x.serial::text AS "serial",
            x.centre_id AS "centreId", x.business_date AS "businessDate", x.number, x.move,
            x.from_state AS "fromState", x.to_state AS "toState",
            x.sheet_version AS "sheetVersion", x.text, x.actor_id::text AS "actorId",
            x.rule_version AS "ruleVersion", x.moved_at AS "movedAt"
       FROM ${spanOf("move", "serial")}
      WHERE ${OF_READER}`,
    parametersOf(wanted),
  );
  return rows.map((row) =>
    positioned(row, {
      type: "move",
      centreId: row.centreId,
      businessDate: row.businessDate,
      number: row.number,
      move: row.move,
      fromState: row.fromState,
      toState: row.toState,
      sheetVersion: row.sheetVersion,
      text: row.text,
      actorId: row.actorId,
      ruleVersion: row.ruleVersion,
      movedAt: row.movedAt.toISOString(),
    }),
  );
}

type DayRow = Omit<Change<"day">, "type" | "revision" | "exponent" | "changedAt" | "lines"> & {
  changedAt: Date;
};

export async function listDays(sql: Sql, wanted: Wanted): Promise<PositionedChange[]> {
  const rows = await sql<DayRow & Positioned>(
    `SELECT x.written_in::text AS "writtenIn", x.revision::text AS "serial",
            x.centre_id AS "centreId", x.business_date AS "businessDate", x.state, x.version,
            x.currency, x.sheet_version AS "sheetVersion",
            x.changed_sheet_version AS "changedSheetVersion", x.changed_at AS "changedAt"
       FROM ${spanOf("reconciliation", "revision")}
      WHERE ${OF_READER}`,
    parametersOf(wanted),
  );
  const linesOf = await listLinesOfDays(sql, rows);
  return rows.map((row) =>
    positioned(row, {
      type: "day",
      centreId: row.centreId,
      businessDate: row.businessDate,
      revision: Number(row.serial),
      state: row.state,
      version: row.version,
      currency: row.currency,
      exponent: decimalsOf(row.currency),
      sheetVersion: row.sheetVersion,
      changedSheetVersion: row.changedSheetVersion,
      changedAt: row.changedAt.toISOString(),
      lines: linesOf(row),
    }),
  );
}

function positioned({ writtenIn, serial }: Positioned, change: FeedChange): PositionedChange {
  return { writtenIn: Number(writtenIn), serial: Number(serial), change };
}
