import "server-only";

/** Reads the current state of a line, or of the check of a float, that somebody explains. */
import { explainedFloat, type Explained } from "@/lib/domain/workflow/explanation";
import type { Verdict } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import {
  computeFloatChecks,
  type Explanation,
  isFloatCheck,
} from "@/lib/domain/workflow/outstanding";
import { formatLinePosition, type LinePosition } from "@/lib/domain/keys";
import { AppError } from "../app-error";
import type { Transaction } from "../db/sql";
import { readDayRecords } from "../recompute/read-explanations";

type ExplainedKey = LinePosition & { centreId: string; date: string };

export async function findExplained(tx: Transaction, key: ExplainedKey): Promise<Explained | null> {
  return isFloatCheck(key.tenderId) ? findFloatCheck(tx, key) : findLine(tx, key);
}

export async function getExplained(tx: Transaction, key: ExplainedKey): Promise<Explained> {
  const found = await findExplained(tx, key);
  if (found === null) throw new AppError("NOT_FOUND", "There is no such line on this day.");
  return found;
}

async function findLine({ sql }: Transaction, key: ExplainedKey): Promise<Explained | null> {
  const { centreId, date, shiftId, tillId, tenderId } = key;
  const [row] = await sql<{
    verdict: Verdict;
    difference_minor: string | null;
    count_version: number | null;
  }>(
    `SELECT verdict, difference_minor, count_version FROM reconciliation_line
      WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)`,
    [centreId, date, shiftId, tillId, tenderId],
  );
  if (row === undefined) return null;
  const { verdict, difference_minor: difference, count_version: countVersion } = row;
  return {
    shiftId,
    tillId,
    tenderId,
    verdict,
    countVersion,
    difference: difference === null ? null : minor(Number(difference)),
  };
}

async function findFloatCheck(tx: Transaction, key: ExplainedKey): Promise<Explained | null> {
  const day = { centreId: key.centreId, businessDate: key.date };
  const { openings } = (await readDayRecords(tx, [day]))(day);
  const check = computeFloatChecks(openings).find(
    (one) => formatLinePosition(one) === formatLinePosition(key),
  );
  return check === undefined ? null : explainedFloat(check);
}

export type Last = {
  version: number;
  explanation: Explanation;
  /** The audit trail stores this. */
  audited: { version: number; kind: string; reason: string; text: string };
};

export async function findLast({ sql }: Transaction, key: ExplainedKey): Promise<Last | null> {
  const { centreId, date, shiftId, tillId, tenderId } = key;
  const [row] = await sql<{
    version: number;
    kind: Explanation["kind"];
    reason: string;
    text: string;
    difference_minor: string | null;
    count_version: number | null;
  }>(
    `SELECT version, kind, reason, text, difference_minor, count_version FROM explanation
      WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)
      ORDER BY version DESC LIMIT 1`,
    [centreId, date, shiftId, tillId, tenderId],
  );
  if (row === undefined) return null;
  const { version, kind, reason, text, difference_minor: difference } = row;
  return {
    version,
    audited: { version, kind, reason, text },
    explanation: {
      shiftId,
      tillId,
      tenderId,
      kind,
      reason,
      countVersion: row.count_version,
      difference: difference === null ? null : minor(Number(difference)),
    },
  };
}
