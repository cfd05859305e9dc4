import "server-only";

/**
 * Reads stored payloads again with a field map, and says which sheets and lines would change. It
 * writes nothing.
 */
import { isDeepStrictEqual } from "node:util";
import type { ReplayExample, ReplayResult } from "@/lib/contracts/replay";
import type { CentreClock } from "@/lib/domain/business-date";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import type { DayState } from "@/lib/domain/day";
import type { FieldMap } from "@/lib/domain/field-map/field-map";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { listChangedLines } from "@/lib/domain/workflow/changed-after-sign-off";
import { isAppError } from "../app-error";
import { readPayload } from "../cashrec/parse-response";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { readStoredSides } from "../recompute/mark-signed-days";
import { readAgreedFloats } from "../recompute/read-agreed-floats";
import { readItemKinds } from "../recompute/read-item-kinds";

/** A sheet of which the map makes something else than what is stored. */
export type ChangedSheet = DayKey & {
  currency: string;
  state: DayState;
  payload: string;
  hash: string;
  sheet: CashSheet;
};

export type ReadAgain = {
  sheets: number;
  changed: ChangedSheet[];
  problems: ReplayResult["problems"];
};

type StoredSheet = Omit<ChangedSheet, "sheet"> & CentreClock & { stored: CashSheet };

/** The version in force of each of these days; a day without a sheet has none. */
export async function readAgain(
  tx: Pick<Transaction, "sql">,
  days: readonly DayKey[],
  map: FieldMap,
): Promise<ReadAgain> {
  const rows = await tx.sql<StoredSheet>(
    `SELECT s.centre_id AS "centreId", s.business_date AS "businessDate", c.currency,
            c.time_zone AS "timeZone", c.day_starts_at AS "dayStartsAt",
            coalesce(r.state, 'open') AS state, v.payload, v.hash, v.sheet AS stored
       FROM ${unnestDays()} JOIN cash_sheet s USING (centre_id, business_date)
       JOIN cash_sheet_version v USING (centre_id, business_date, version)
       JOIN centre c ON c.id = s.centre_id
       LEFT JOIN reconciliation r USING (centre_id, business_date)
      WHERE v.payload IS NOT NULL AND v.hash IS NOT NULL AND v.sheet IS NOT NULL
      ORDER BY s.centre_id, s.business_date`,
    keyArrays(days),
  );
  const read: ReadAgain = { sheets: rows.length, changed: [], problems: [] };
  for (const { stored, ...row } of rows) {
    const { sheet, problem } = readOne(row, map);
    if (sheet === null) {
      const { centreId, businessDate } = row;
      read.problems.push({ centreId, businessDate, message: problem });
    } else if (!isDeepStrictEqual(asStored(sheet), stored)) {
      read.changed.push({ ...row, sheet });
    }
  }
  return read;
}

const NOT_FOUND = "The field map finds no sheet of this centre and date in the stored response.";

function readOne(row: Omit<StoredSheet, "stored">, map: FieldMap) {
  try {
    return { sheet: readPayload(row.payload, map, row), problem: NOT_FOUND };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { sheet: null, problem: error.message };
  }
}

/** A sheet as it comes back from the database: what is undefined is absent. */
function asStored(sheet: CashSheet): unknown {
  return JSON.parse(JSON.stringify(sheet));
}

export type ChangedLines = { lines: number; signedOff: number; examples: ReplayExample[] };

/** Compares with the stored lines, which for a signed day are those that were signed. */
export async function listLineChanges(
  tx: Pick<Transaction, "sql">,
  changed: readonly ChangedSheet[],
  examplesMax: number,
): Promise<ChangedLines> {
  const found: ChangedLines = { lines: 0, signedOff: 0, examples: [] };
  if (changed.length === 0) return found;
  const before = await readStoredSides(tx, changed);
  const floatsOf = await readAgreedFloats(tx.sql, changed);
  const readSheet = await readItemKinds(tx.sql);
  for (const { centreId, businessDate, currency, state, sheet } of changed) {
    const day = { centreId, businessDate };
    const after = expectedLines(readSheet(sheet), floatsOf(day));
    const lines = listChangedLines(before.get(formatDayKey(day)) ?? [], after);
    found.lines += lines.length;
    if (state !== "open" && lines.length > 0) found.signedOff += 1;
    for (const line of lines.slice(0, examplesMax - found.examples.length)) {
      const { shiftId, shiftName, tillId, tillName, tenderId, tenderName } = line;
      found.examples.push({
        ...day,
        currency,
        state,
        shiftId,
        shiftName,
        tillId,
        tillName,
        tenderId,
        tenderName,
        beforeMinor: line.signed,
        afterMinor: line.now,
      });
    }
  }
  return found;
}
