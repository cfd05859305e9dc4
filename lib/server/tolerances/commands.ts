import "server-only";

/** Adds a new version of a tolerance rule. Earlier versions are never changed. */
import type {
  ChangedTolerance,
  ChangeTolerance,
  Rule,
  ToleranceRefusal,
} from "@/lib/contracts/tolerance";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { sameLevels } from "@/lib/domain/tolerance/draft";
import type { RuleScope } from "@/lib/domain/tolerance/scope";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { getCentre } from "../centres/queries";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { ensureJobTables } from "../queue/queue";
import { judgeOpenDays } from "../recompute/open-days";
import { findLatestRule } from "./queries";

export async function changeTolerance(
  scope: Scope<"tolerance:change">,
  change: ChangeTolerance,
): Promise<ChangedTolerance> {
  await assertMayChange(scope, change);
  await ensureJobTables();
  return inTransaction(async (tx) => {
    // Lines that are being written follow the rules that were read for them; none may miss this
    // one.
    await lockAllDays(tx.sql);
    const position = { centreId: change.at, tenderId: change.tenderId, currency: change.currency };
    const before = await findLatestRule(tx.sql, position);
    refuse(before, change);
    const version = change.basedOnVersion + 1;
    await insertRule(tx.sql, { ...change, version, actorId: scope.actorId });
    const { at, currency, validFrom: from } = change;
    const days = await judgeOpenDays(tx, { at, centreIds: null, currency, from });
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "tolerance.changed",
      ...(change.centreId === undefined ? {} : { centreId: change.centreId }),
      before: before === null ? null : contentOf(before),
      after: { ...position, version, ...termsOf(change) },
    });
    return { rule: await getRule(tx.sql, position), days };
  });
}

async function assertMayChange(
  scope: Scope<"tolerance:change">,
  { at, currency }: ChangeTolerance,
): Promise<void> {
  if (at === ANY) {
    if (scope.centreIds === null) return;
    throw new AppError(
      "FORBIDDEN",
      "A rule for every centre takes a role granted in every centre.",
    );
  }
  const nodeId = readNodeScope(at);
  if (nodeId !== null) return assertMayChangeNode(scope, "tolerance:change", nodeId);
  const centre = await getCentre(scope, at);
  if (centre.currency === currency) return;
  const message = `${centre.name} reckons in ${centre.currency}`;
  throw new AppError("INVALID", `currency: ${message}.`, {
    errors: [{ path: "currency", message }],
  });
}

function refuse(before: Rule | null, change: ChangeTolerance): void {
  if ((before?.version ?? 0) !== change.basedOnVersion) {
    const who = before?.createdBy ?? "Someone else";
    throw new AppError("CONFLICT", `${who} changed this rule. Look at it, then decide again.`, {
      current: before,
    });
  }
  const nothing = before === null || before.withdrawn;
  if (change.withdrawn && nothing) throw refusal("nothing-to-withdraw", "There is no such rule.");
  if (before !== null && isSame(before, change)) {
    throw refusal("nothing-changed", "The rule says this already.");
  }
}

function refusal(reason: ToleranceRefusal, message: string): AppError {
  return new AppError("REFUSED", message, { reason });
}

function isSame(before: Rule, change: ChangeTolerance): boolean {
  return (
    before.withdrawn === change.withdrawn &&
    before.validFrom === change.validFrom &&
    before.monthlyMinor === change.monthlyMinor &&
    sameLevels(readLevels(before), readLevels(change))
  );
}

async function insertRule(
  sql: Sql,
  rule: ChangeTolerance & { version: number; actorId: string },
): Promise<void> {
  const { explain, approve } = rule;
  const limits = [explain.short, explain.over, approve.short, approve.over];
  await sql(
    `INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from, withdrawn,
       monthly_minor, created_by_id,
       explain_short_minor, explain_short_ppm, explain_over_minor, explain_over_ppm,
       approve_short_minor, approve_short_ppm, approve_over_minor, approve_over_ppm)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      rule.at,
      rule.tenderId,
      rule.currency,
      rule.version,
      rule.validFrom,
      rule.withdrawn,
      rule.monthlyMinor,
      rule.actorId,
      ...limits.flatMap(({ amountMinor, ppm }) => [amountMinor, ppm]),
    ],
  );
}

async function getRule(sql: Sql, position: RuleScope): Promise<Rule> {
  const rule = await findLatestRule(sql, position);
  if (rule === null) throw new AppError("NOT_FOUND", "There is no such rule.");
  return rule;
}

/** The content of a version that the audit trail stores. */
function contentOf(rule: Rule) {
  const { centreId, tenderId, currency, version } = rule;
  return { centreId, tenderId, currency, version, ...termsOf(rule) };
}

function termsOf(
  rule: Pick<Rule, "explain" | "approve" | "monthlyMinor" | "validFrom" | "withdrawn">,
) {
  const { explain, approve, monthlyMinor, validFrom, withdrawn } = rule;
  return { explain, approve, monthlyMinor, validFrom, withdrawn };
}
