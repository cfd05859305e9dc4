import "server-only";

/**
 * Switches the rule for quiet days of some centres and nodes on, off, or to another rate, or
 * withdraws it. Earlier versions are never changed, and no day is being decided meanwhile: after a
 * rule was switched off, nothing is reviewed by it any more.
 */
import type { ChangeQuietRules, QuietRules } from "@/lib/contracts/quiet-days";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import { type Actor, proveAnywhere, type Scope } from "@/lib/domain/permission";
import type { QuietRuleRefusal } from "@/lib/domain/workflow/quiet-day";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { makeSeed } from "./draw";
import { readQuietScopes } from "./queries";
import { findLatest, type QuietRuleVersion, readQuietRules } from "./read-rules";

/** A centre, or a node as "@north", with its latest version. */
type RuleScope = {
  scopeId: string;
  name: string;
  today: string;
  rule: QuietRules["nodes"][number]["rule"];
};

type NewRule = Pick<
  QuietRuleVersion,
  "scopeId" | "version" | "isOn" | "samplePercent" | "seed" | "validFrom" | "withdrawn"
>;

/** The scope of the request covers the centres that are named alone, and says nothing of nodes. */
export async function changeQuietRules(
  scope: Scope<"tolerance:change">,
  change: ChangeQuietRules,
  { actor }: { actor: Actor },
): Promise<QuietRules> {
  const { centreIds, nodeIds } = change;
  const anywhere = proveAnywhere(actor, "tolerance:change") ?? scope;
  for (const nodeId of nodeIds) await assertMayChangeNode(anywhere, "tolerance:change", nodeId);
  return inTransaction(async (tx) => {
    await lockAllDays(tx.sql);
    const before = await readQuietScopes(tx.sql, { centreIds, nodeIds });
    const scopes = listScopesOf(before);
    refuseStale(scopes, { change, before });
    const { versions } = await readQuietRules(tx.sql, centreIds);
    const latest = findLatest(versions);
    const rules = scopes.map((one) =>
      makeRule(one, { latest: latest.get(one.scopeId), versions, change }),
    );
    await insertRules(tx.sql, rules, scope.actorId);
    await appendAuditAll(
      tx.sql,
      rules.map((rule) => toEntry(rule, latest.get(rule.scopeId), scope.actorId)),
    );
    return readQuietScopes(tx.sql, { centreIds, nodeIds });
  });
}

function listScopesOf({ centres, nodes }: QuietRules): RuleScope[] {
  return [
    ...centres.map(({ centreId, centreName, today, rule }) => {
      return { scopeId: centreId, name: centreName, today, rule };
    }),
    ...nodes.map(({ nodeId, nodeName, today, rule }) => {
      return { scopeId: formatNodeScope(nodeId), name: nodeName, today, rule };
    }),
  ];
}

type Seen = { change: ChangeQuietRules; before: QuietRules };

function refuseStale(scopes: readonly RuleScope[], { change, before }: Seen): void {
  const { basedOn } = change;
  const changed = scopes.find(
    ({ scopeId, rule }) => (basedOn[scopeId] ?? 0) !== (rule?.version ?? 0),
  );
  if (changed === undefined) return;
  const who = changed.rule?.by ?? "Someone else";
  const sentence = `${who} changed the rule of ${changed.name}. Look at it, then decide again.`;
  throw new AppError("CONFLICT", sentence, { current: before });
}

type Facts = {
  latest: QuietRuleVersion | undefined;
  /** Of these scopes and of every node. */
  versions: readonly QuietRuleVersion[];
  change: ChangeQuietRules;
};

/**
 * A rule that stays on keeps its seed, so that nobody tries seeds until one is convenient. What is
 * withdrawn leaves the days before today to its earlier versions.
 */
function makeRule(scope: RuleScope, { latest, versions, change }: Facts): NewRule {
  const { scopeId, name, today } = scope;
  const { isOn, withdrawn } = change;
  const samplePercent = isOn ? change.samplePercent : (latest?.samplePercent ?? NO_RATE);
  const firstDate = withdrawn ? today : findFirstDate(scopeId, versions);
  const validFrom = isOn ? (change.validFrom ?? today) : firstDate;
  const hasOwn = latest !== undefined && !latest.withdrawn;
  const isSame = hasOwn
    ? !withdrawn &&
      latest.isOn === isOn &&
      (!isOn || (latest.samplePercent === samplePercent && latest.validFrom === validFrom))
    : withdrawn;
  if (isSame || validFrom === null) {
    throw refusal("nothing-changed", `The rule of ${name} says this already.`);
  }
  if (isOn && validFrom < today) {
    throw refusal(
      "in-the-past",
      `In ${name} a rule begins on ${today} or later: it decides no day that was counted before it was set.`,
    );
  }
  const seed = isOn ? (latest?.seed ?? makeSeed()) : null;
  const version = (latest?.version ?? 0) + 1;
  return { scopeId, version, isOn, samplePercent, seed, validFrom, withdrawn };
}

/** What is off without ever having been on has a rate that is never used. */
const NO_RATE = 1;

/**
 * Finds from when on a rule that is switched off decides: from the first day on that a version of
 * it, or of a node, which may be above it, decides. Null where there is nothing to switch off.
 */
function findFirstDate(scopeId: string, versions: readonly QuietRuleVersion[]): string | null {
  const dates = versions
    .filter((one) => one.scopeId === scopeId || readNodeScope(one.scopeId) !== null)
    .map(({ validFrom }) => validFrom);
  return dates.toSorted()[0] ?? null;
}

function refusal(reason: QuietRuleRefusal, message: string): AppError {
  return new AppError("REFUSED", message, { reason });
}

/** The trail shows the seeds. An entry about a node names it, and no centre. */
function toEntry(rule: NewRule, latest: QuietRuleVersion | undefined, actorId: string) {
  const nodeId = readNodeScope(rule.scopeId);
  const node = nodeId === null ? {} : { nodeId };
  return {
    actorId,
    action: "quiet-days.changed" as const,
    ...(nodeId === null ? { centreId: rule.scopeId } : {}),
    before: latest === undefined ? undefined : { ...node, ...contentOf(latest) },
    after: { ...node, ...contentOf(rule) },
  };
}

function contentOf({ version, isOn, samplePercent, seed, validFrom, withdrawn }: NewRule) {
  const content = { version, isOn, samplePercent, seed, validFrom };
  return withdrawn ? { ...content, withdrawn } : content;
}

async function insertRules(inside: Sql, rules: readonly NewRule[], actorId: string) {
  await inside(
    `INSERT INTO quiet_rule (centre_id, version, is_on, sample_percent, seed, valid_from,
       withdrawn, created_by_id)
     SELECT r.*, $8::uuid
       FROM unnest($1::text[], $2::int[], $3::boolean[], $4::int[], $5::text[], $6::text[],
              $7::boolean[]) AS r`,
    [
      rules.map(({ scopeId }) => scopeId),
      rules.map(({ version }) => version),
      rules.map(({ isOn }) => isOn),
      rules.map(({ samplePercent }) => samplePercent),
      rules.map(({ seed }) => seed),
      rules.map(({ validFrom }) => validFrom),
      rules.map(({ withdrawn }) => withdrawn),
      actorId,
    ],
  );
}
