import "server-only";

/**
 * Switches the rule for quiet days of some centres on, off, or to another rate. Earlier versions
 * are never changed, and no day is being decided meanwhile: after a rule was switched off, nothing
 * is reviewed by it any more.
 */
import type { ChangeQuietRules, QuietCentre, QuietRules } from "@/lib/contracts/quiet-days";
import type { Scope } from "@/lib/domain/permission";
import type { QuietRuleRefusal } from "@/lib/domain/workflow/quiet-day";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { makeSeed } from "./draw";
import { listQuietCentres } from "./queries";

type NewRule = {
  centreId: string;
  version: number;
  isOn: boolean;
  samplePercent: number;
  seed: string | null;
  validFrom: string;
};

export async function changeQuietRules(
  { actorId }: Scope<"tolerance:change">,
  change: ChangeQuietRules,
): Promise<QuietRules> {
  const { centreIds } = change;
  return inTransaction(async (tx) => {
    await lockAllDays(tx.sql);
    const before = await listQuietCentres(tx.sql, centreIds);
    refuseStale(before, change);
    const stored = await listStored(tx.sql, centreIds);
    const rules = before.map((centre) => makeRule(centre, stored.get(centre.centreId), change));
    await insertRules(tx.sql, rules, actorId);
    await appendAuditAll(
      tx.sql,
      rules.map(({ centreId, ...after }) => ({
        actorId,
        action: "quiet-days.changed" as const,
        centreId,
        before: stored.get(centreId)?.latest,
        after,
      })),
    );
    return { centres: await listQuietCentres(tx.sql, centreIds) };
  });
}

function refuseStale(before: readonly QuietCentre[], { basedOn }: ChangeQuietRules): void {
  const changed = before.find(
    ({ centreId, rule }) => (basedOn[centreId] ?? 0) !== (rule?.version ?? 0),
  );
  if (changed === undefined) return;
  const who = changed.rule?.by ?? "Someone else";
  const sentence = `${who} changed the rule of ${changed.centreName}. Look at it, then decide again.`;
  throw new AppError("CONFLICT", sentence, { current: { centres: before } });
}

type Stored = { latest: Omit<NewRule, "centreId">; firstDate: string };

/**
 * A rule that stays on keeps its seed, so that nobody tries seeds until one is convenient. One that
 * is switched off covers every day that a version before it covered.
 */
function makeRule(centre: QuietCentre, stored: Stored | undefined, change: ChangeQuietRules) {
  const { centreId, centreName, today } = centre;
  const { isOn } = change;
  const latest = stored?.latest;
  const samplePercent = isOn ? change.samplePercent : (latest?.samplePercent ?? 0);
  const validFrom = isOn ? (change.validFrom ?? today) : stored?.firstDate;
  const isSame =
    (latest?.isOn ?? false) === isOn &&
    (!isOn || (latest?.samplePercent === samplePercent && latest.validFrom === validFrom));
  if (isSame || validFrom === undefined) {
    throw refusal("nothing-changed", `The rule of ${centreName} says this already.`);
  }
  if (isOn && validFrom < today) {
    throw refusal(
      "in-the-past",
      `In ${centreName} a rule begins on ${today} or later: it decides no day that was counted before it was set.`,
    );
  }
  const seed = isOn ? (latest?.seed ?? makeSeed()) : null;
  const version = (latest?.version ?? 0) + 1;
  return { centreId, version, isOn, samplePercent, seed, validFrom } satisfies NewRule;
}

function refusal(reason: QuietRuleRefusal, message: string): AppError {
  return new AppError("REFUSED", message, { reason });
}

/** Reads the latest versions, with their seeds. */
async function listStored(inside: Sql, centreIds: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await inside<NewRule & { firstDate: string }>(
    `SELECT DISTINCT ON (centre_id) centre_id AS "centreId", version, is_on AS "isOn",
            sample_percent AS "samplePercent", seed, valid_from AS "validFrom",
            min(valid_from) OVER (PARTITION BY centre_id) AS "firstDate"
       FROM quiet_rule WHERE centre_id = ANY ($1::text[])
      ORDER BY centre_id, version DESC`,
    [centreIds],
  );
  return new Map(
    rows.map(({ centreId, firstDate, ...latest }) => [centreId, { latest, firstDate }]),
  );
}

async function insertRules(inside: Sql, rules: readonly NewRule[], actorId: string) {
  await inside(
    `INSERT INTO quiet_rule (centre_id, version, is_on, sample_percent, seed, valid_from,
       created_by_id)
     SELECT r.*, $7::uuid
       FROM unnest($1::text[], $2::int[], $3::boolean[], $4::int[], $5::text[], $6::text[]) AS r`,
    [
      rules.map(({ centreId }) => centreId),
      rules.map(({ version }) => version),
      rules.map(({ isOn }) => isOn),
      rules.map(({ samplePercent }) => samplePercent),
      rules.map(({ seed }) => seed),
      rules.map(({ validFrom }) => validFrom),
      actorId,
    ],
  );
}
