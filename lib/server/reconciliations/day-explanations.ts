import "server-only";

/** The latest explanation of each line of a day, and whether it still holds. */
import type { DayDetail, LineRow } from "@/lib/contracts/reconciliation";
import { minor } from "@/lib/domain/money";
import {
  type Explanation,
  computeFloatChecks,
  isRecountWanted,
  type Opening,
  type RecountRequest,
  computeOutstanding,
} from "@/lib/domain/workflow/outstanding";
import { type DayKey, formatLinePosition } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";

type DayExplanations = Pick<DayDetail, "explanations" | "openings" | "recounts">;

/** The lines may still be on their way. */
export async function findDayExplanations(
  run: Sql,
  key: DayKey,
  linesOfDay: Promise<readonly LineRow[]>,
): Promise<DayExplanations> {
  const [explanations, openings, recounts, lines] = await Promise.all([
    readExplanations(run, key),
    readOpenings(run, key),
    readRecounts(run, key),
    linesOfDay,
  ]);
  const { reasons } = computeOutstanding(lines.map(toOutstandingLine), {
    explanations: explanations.map(({ explanation }) => explanation),
    openings: openings.map(({ opening }) => opening),
    recounts: recounts.map(({ request }) => request),
  });
  const versions = new Map(lines.map((line) => [formatLinePosition(line), line.countVersion]));
  return {
    explanations: explanations.map(({ explanation, output }) => ({
      ...output,
      holds: explanation.kind !== "withdrawn" && reasons.has(formatLinePosition(explanation)),
    })),
    openings: openings.flatMap(({ opening, countedBy, countedAt }) =>
      computeFloatChecks([opening]).map((check) => ({
        shiftId: check.shiftId,
        tillId: check.tillId,
        tenderId: check.tenderId,
        expectedMinor: check.expected,
        countedMinor: check.counted,
        differenceMinor: check.difference,
        reason: reasons.get(formatLinePosition(check)) ?? null,
        countedBy,
        countedAt,
      })),
    ),
    recounts: recounts.map(({ request, output }) => ({
      ...output,
      wanted: isRecountWanted(request, {
        countVersion: versions.get(formatLinePosition(request)) ?? null,
      }),
    })),
  };
}

function toOutstandingLine(line: LineRow) {
  const { shiftId, tillId, tenderId, verdict, countVersion } = line;
  return {
    shiftId,
    tillId,
    tenderId,
    verdict,
    countVersion,
    difference: line.differenceMinor === null ? null : minor(line.differenceMinor),
    counted: line.countedMinor === null ? null : minor(line.countedMinor),
    approval: minor(line.approvalMinor),
  };
}

type LineKeyRecord = { shift_id: string; till_id: string; tender_id: string };
type ExplanationRecord = LineKeyRecord & {
  version: number;
  kind: Explanation["kind"];
  reason: string;
  text: string;
  cause: DayDetail["explanations"][number]["cause"];
  difference_minor: string | null;
  count_version: number | null;
  by: string;
  created_at: Date;
};

async function readExplanations(run: Sql, { centreId, businessDate }: DayKey) {
  const rows = await run<ExplanationRecord>(
    `SELECT DISTINCT ON (x.shift_id, x.till_id, x.tender_id) x.shift_id, x.till_id, x.tender_id,
            x.version, x.kind, x.reason, x.text, x.cause, x.difference_minor, x.count_version,
            coalesce(u.name, '') AS by, x.created_at
       FROM explanation x LEFT JOIN "user" u ON u.id = x.author_id
      WHERE x.centre_id = $1 AND x.business_date = $2
      ORDER BY x.shift_id, x.till_id, x.tender_id, x.version DESC`,
    [centreId, businessDate],
  );
  return rows.map((row) => {
    const { version, kind, reason, text, cause, by } = row;
    const difference = amountOf(row.difference_minor);
    const line = toLineKey(row);
    const explanation: Explanation = {
      ...line,
      kind,
      reason,
      difference,
      countVersion: row.count_version,
    };
    const at = row.created_at.toISOString();
    const output = {
      ...line,
      version,
      kind,
      reason,
      text,
      cause,
      differenceMinor: difference,
      by,
      at,
    };
    return { explanation, output };
  });
}

type OpeningRecord = Omit<LineKeyRecord, "tender_id"> & {
  counted_minor: string;
  previous_minor: string | null;
  agreed_minor: string | null;
  by: string;
  counted_at: Date;
};

async function readOpenings(run: Sql, { centreId, businessDate }: DayKey) {
  const rows = await run<OpeningRecord>(
    `SELECT DISTINCT ON (x.shift_id, x.till_id) x.shift_id, x.till_id, x.counted_minor,
            x.previous_minor, x.agreed_minor, coalesce(u.name, '') AS by, x.counted_at
       FROM opening_count x LEFT JOIN "user" u ON u.id = x.counted_by_id
      WHERE x.centre_id = $1 AND x.business_date = $2
      ORDER BY x.shift_id, x.till_id, x.version DESC`,
    [centreId, businessDate],
  );
  return rows.map((row) => {
    const opening: Opening = {
      shiftId: row.shift_id,
      tillId: row.till_id,
      counted: minor(Number(row.counted_minor)),
      previous: amountOf(row.previous_minor),
      agreed: amountOf(row.agreed_minor),
    };
    return { opening, countedBy: row.by, countedAt: row.counted_at.toISOString() };
  });
}

type RecountRecord = LineKeyRecord & {
  number: number;
  count_version: number;
  text: string;
  by: string;
  requested_at: Date;
};

async function readRecounts(run: Sql, { centreId, businessDate }: DayKey) {
  const rows = await run<RecountRecord>(
    `SELECT DISTINCT ON (x.shift_id, x.till_id, x.tender_id) x.shift_id, x.till_id, x.tender_id,
            x.number, x.count_version, x.text, coalesce(u.name, '') AS by, x.requested_at
       FROM recount_request x LEFT JOIN "user" u ON u.id = x.requested_by_id
      WHERE x.centre_id = $1 AND x.business_date = $2
      ORDER BY x.shift_id, x.till_id, x.tender_id, x.number DESC`,
    [centreId, businessDate],
  );
  return rows.map((row) => {
    const line = toLineKey(row);
    const request: RecountRequest = { ...line, countVersion: row.count_version };
    const { number, text, by } = row;
    return { request, output: { ...line, number, text, by, at: row.requested_at.toISOString() } };
  });
}

function toLineKey({ shift_id: shiftId, till_id: tillId, tender_id: tenderId }: LineKeyRecord) {
  return { shiftId, tillId, tenderId };
}
