/**
 * More steps in the life of an open day, for random histories: what people record about its line,
 * and what is agreed and tolerated in its centre. Each is written as the commands write it.
 */
import fc from "fast-check";
import type { DayKey } from "@/lib/domain/keys";
import { inTransaction, sql, type Transaction } from "@/lib/server/db/sql";
import { agreeFloat } from "@/lib/server/floats/commands";
import { judgeOpenDays } from "@/lib/server/recompute/open-days";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { scopeFor } from "./arrange";
import { insertRule } from "./arrange-rules";

export type Fact =
  | { kind: "explanation"; reason: string }
  | { kind: "recount-request" }
  | { kind: "opening"; amount: number }
  | { kind: "float"; amount: number | null }
  | { kind: "rule"; limit: number };

export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    kind: fc.constant("explanation"),
    reason: fc.constantFrom("cash-handling", "other"),
  }),
  fc.constant({ kind: "recount-request" }),
  fc.record({ kind: fc.constant("opening"), amount: fc.constantFrom(0, 5_00) }),
  fc.record({ kind: fc.constant("float"), amount: fc.constantFrom(null, 5_00) }),
  fc.record({ kind: fc.constant("rule"), limit: fc.constantFrom(0, 10_00, 20_00) }),
);

type Recorded = { day: DayKey; userId: string };

/** What people may not do about a signed day changes nothing. */
export async function recordFact({ day, userId }: Recorded, fact: Fact): Promise<void> {
  const { centreId, businessDate } = day;
  const [row] = await sql<{ state: string }>(
    "SELECT state FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [centreId, businessDate],
  );
  if (row?.state !== "open") return;
  if (fact.kind === "float") {
    const scope = scopeFor("tolerance:change", null, { id: userId, name: "Anyone" });
    const agreed = { centreId, tillId: "*", validFrom: "2000-01-01" };
    await agreeFloat(scope, { ...agreed, amountMinor: fact.amount });
    return;
  }
  await inTransaction(async (tx) => {
    if (fact.kind === "rule") return changeRule(tx, centreId, fact.limit);
    await tx.sql(INSERTS[fact.kind], [centreId, businessDate, userId, valueOf(fact)]);
    await recomputeDays(tx, [day]);
  });
}

async function changeRule(tx: Transaction, centreId: string, explainMinor: number): Promise<void> {
  const [row] = await tx.sql<{ version: number }>(
    "SELECT 1 + count(*)::int AS version FROM tolerance_rule WHERE centre_id = $1",
    [centreId],
  );
  await insertRule(tx.sql, { centreId, explainMinor, version: row?.version ?? 1 });
  await judgeOpenDays(tx, { at: centreId, centreIds: null, currency: "EUR", from: "2000-01-01" });
}

const LINE = "l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id";
const VERSION = (table: string) => `(SELECT 1 + count(*) FROM ${table} x
   WHERE x.centre_id = l.centre_id AND x.business_date = l.business_date)`;
const OF_THE_DAY = "FROM reconciliation_line l WHERE l.centre_id = $1 AND l.business_date = $2";

const INSERTS = {
  explanation: `
    INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version, kind,
      reason, text, difference_minor, count_version, author_id)
    SELECT ${LINE}, ${VERSION("explanation")}, 'explained', $4::text, '', l.difference_minor,
           l.count_version, $3::uuid ${OF_THE_DAY} AND l.difference_minor IS NOT NULL`,
  "recount-request": `
    INSERT INTO recount_request (centre_id, business_date, shift_id, till_id, tender_id, number,
      count_version, text, requested_by_id)
    SELECT ${LINE}, ${VERSION("recount_request")}, l.count_version, $4::text, $3::uuid
           ${OF_THE_DAY} AND l.count_version IS NOT NULL`,
  opening: `
    INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version, counted_minor,
      agreed_minor, counted_by_id)
    SELECT $1, $2, '1', 'T1', 1 + count(*), $4::bigint, 500, $3::uuid
      FROM opening_count WHERE centre_id = $1 AND business_date = $2`,
} as const;

function valueOf(fact: Extract<Fact, { kind: keyof typeof INSERTS }>): string | number {
  if (fact.kind === "explanation") return fact.reason;
  return fact.kind === "opening" ? fact.amount : "";
}
