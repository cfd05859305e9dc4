import "server-only";

/**
 * Reviews quiet days by the rule of their centre. Each day is decided in a transaction of its own,
 * under the lock that a person's move takes and on facts read inside it, and it is decided once: a
 * sampled day, or one that was reopened, belongs to people from then on.
 */
import { addDays } from "@/lib/domain/business-date";
import type { DayKey } from "@/lib/domain/keys";
import { decideQuietDay, findObstacle, type QuietOutcome } from "@/lib/domain/workflow/quiet-day";
import { appendAudit } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql, sql, type Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { type RuleOfMove, storeMove } from "../workflow/store-move";
import { drawDay } from "./draw";
import { listQuietFacts, type QuietDayFacts } from "./facts";
import { readQuietRules } from "./read-rules";

const DAYS_PER_STEP_MAX = 500;

/** Any number of processes may do this at once: a day that another has decided is left alone. */
export async function reviewQuietDays(signal?: AbortSignal, now = Date.now()): Promise<void> {
  const isStopped = () => signal?.aborted === true;
  let after: DayKey = { centreId: "", businessDate: "" };
  for (;;) {
    if (isStopped()) return;
    const days = await listCandidates(sql, { after, now });
    const { ruleOf } = await readQuietRules(sql, [...new Set(days.map((day) => day.centreId))]);
    const ruled = days.filter((day) => ruleOf(day.centreId, day.businessDate)?.isOn === true);
    const quiet = (await listQuietFacts(sql, ruled, now)).filter(
      ({ facts }) => findObstacle(facts) === null,
    );
    for (const { centreId, businessDate } of quiet) {
      if (isStopped()) return;
      await inTransaction((tx) => decideDay(tx, { centreId, businessDate }, now));
    }
    const last = days.at(-1);
    if (last === undefined || days.length < DAYS_PER_STEP_MAX) return;
    after = last;
  }
}

async function decideDay(tx: Transaction, key: DayKey, now: number): Promise<void> {
  await lockDays(tx.sql, [key]);
  // What is signed is judged by the tolerances in force, as when a person reviews.
  await recomputeDays(tx, [key]);
  const rule = await findRule(tx.sql, key);
  const [found] = await listQuietFacts(tx.sql, [key], now);
  if (rule === null || found === undefined) return;
  const draw = drawDay(rule.seed, key);
  const { scopeId, samplePercent, version } = rule;
  const { outcome } = decideQuietDay(found.facts, { samplePercent, draw });
  if (outcome === null) return;
  const decided: Decided = { found, outcome, rule: { scopeId, version, samplePercent, draw } };
  await insertDecision(tx.sql, decided);
  if (outcome === "certified") await certify(tx, decided);
  else await noteSample(tx.sql, decided);
}

type Decided = {
  found: QuietDayFacts;
  outcome: QuietOutcome;
  rule: RuleOfMove;
};

async function certify(tx: Transaction, { found, rule }: Decided): Promise<void> {
  const { centreId, businessDate, head } = found;
  const made = { centreId, businessDate, move: "review", from: head, to: "reviewed" } as const;
  await storeMove(tx, made, { actorId: null, text: null, rule });
}

/** The day stays as it is, so that whoever is looking at it is not disturbed. */
async function noteSample(inside: Sql, { found, rule }: Decided): Promise<void> {
  const { centreId, businessDate } = found;
  await appendAudit(inside, {
    actorId: null,
    action: "day.sampled",
    centreId,
    businessDate,
    after: { rule },
  });
}

async function insertDecision(inside: Sql, { found, outcome, rule }: Decided): Promise<void> {
  await inside(
    `INSERT INTO quiet_day (centre_id, business_date, rule_scope, rule_version, outcome, draw,
       lines, net_minor)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      found.centreId,
      found.businessDate,
      rule.scopeId,
      rule.version,
      outcome,
      rule.draw,
      found.facts.comparedLines,
      found.net,
    ],
  );
}

type RuleOfDay = Omit<RuleOfMove, "draw"> & { seed: string };

/**
 * Finds the rule that decides a day: of the centre or of the nearest node, the latest whose first
 * day had come. Returns null where it is off, and so has no seed, and for a day that was decided
 * before or that a person has reviewed.
 */
async function findRule(inside: Sql, key: DayKey): Promise<RuleOfDay | null> {
  const { centreId, businessDate } = key;
  const [day] = await inside<{ decided: boolean | null }>(
    `SELECT ${isDecided("$1", "$2")} AS decided`,
    [centreId, businessDate],
  );
  if (day?.decided !== false) return null;
  const { ruleOf } = await readQuietRules(inside, [centreId]);
  const rule = ruleOf(centreId, businessDate);
  if (rule === null || rule.seed === null) return null;
  const { scopeId, version, samplePercent, seed } = rule;
  return { scopeId, version, samplePercent, seed };
}

/** A day that has moved already was a person's, even when it is open again. */
function isDecided(centreId: string, businessDate: string): string {
  return `(EXISTS (SELECT FROM quiet_day y
       WHERE y.centre_id = ${centreId} AND y.business_date = ${businessDate})
     OR EXISTS (SELECT FROM move v
       WHERE v.centre_id = ${centreId} AND v.business_date = ${businessDate}))`;
}

type Candidates = { after: DayKey; now: number };

/**
 * Lists days that may be quiet, of every centre for which a rule was ever on. The conditions on the
 * day are those of the index reconciliation_quiet.
 */
async function listCandidates(inside: Sql, { after, now }: Candidates): Promise<DayKey[]> {
  const today = new Date(now).toISOString().slice(0, 10);
  return inside<DayKey>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate"
       FROM (SELECT s.centre_id, min(s.valid_from) AS first_date
               FROM (SELECT centre_id, valid_from FROM quiet_rule WHERE is_on
                     UNION ALL
                     SELECT n.centre_id, q.valid_from
                       FROM quiet_rule q JOIN node_reach n ON '@' || n.node_id = q.centre_id
                      WHERE q.is_on) s
              GROUP BY s.centre_id) r
       JOIN reconciliation d ON d.centre_id = r.centre_id AND d.business_date >= r.first_date
      WHERE d.state = 'open' AND d.unexplained_lines = 0 AND d.unwaived_lines = 0
        AND d.recount_lines = 0 AND d.short_lines = 0 AND d.over_lines = 0
        AND d.unexpected_lines = 0 AND d.business_date <= $1
        AND (d.centre_id, d.business_date) > ($2, $3)
        AND NOT ${isDecided("d.centre_id", "d.business_date")}
      ORDER BY d.centre_id, d.business_date LIMIT ${DAYS_PER_STEP_MAX}`,
    [addDays(today, 1), after.centreId, after.businessDate],
  );
}
