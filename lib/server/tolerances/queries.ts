import "server-only";

/** Reads tolerance rules: every version, with its author and time. */
import { z } from "zod";
import type { Rule, RuleList, ruleSearchSchema } from "@/lib/contracts/tolerance";
import { writeLevels } from "@/lib/domain/tolerance/levels";
import type { Scope } from "@/lib/domain/permission";
import { ANY, type ToleranceRule } from "@/lib/domain/tolerance/tolerance";
import type { RuleScope } from "@/lib/domain/tolerance/scope";
import { AppError } from "../app-error";
import { type Sql, sql } from "../db/sql";
import { RULE_COLUMNS, type RuleRecord, toRule } from "../recompute/read-rules";

type RuleSearch = Pick<z.infer<typeof ruleSearchSchema>, "limit" | "cursor">;

/** Lists the rules of the centres in the scope, of the nodes above them, and of every centre. */
export async function listRules(
  { centreIds }: Scope<"tolerance:view">,
  { limit, cursor }: RuleSearch,
): Promise<RuleList> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await sql<FullRecord>(
    `${SELECT_RULES} WHERE ($1::text[] IS NULL OR r.centre_id = '*' OR r.centre_id = ANY ($1)
         OR ${IS_ABOVE})
        AND ($2::text IS NULL OR (r.centre_id, r.tender_id, r.currency, -r.version)
              > ($2, $3::text, $4::text, -$5::int))
      ORDER BY r.centre_id, r.tender_id, r.currency, r.version DESC LIMIT $6`,
    [centreIds, ...(after ?? [null, null, null, null]), limit + 1],
  );
  const rules = rows.slice(0, limit).map(toRow);
  const last = rules.at(-1);
  return { rules, nextCursor: rows.length > limit && last ? writeCursor(last) : null };
}

/** Whether a rule is of a node that is, was or will be above one of the centres of $1. */
const IS_ABOVE = `r.centre_id IN (
  SELECT '@' || n.node_id FROM node_reach n WHERE n.centre_id = ANY ($1))`;

/** The latest version of a scope, whether or not it applies yet; null when there is none. */
export async function findLatestRule(
  sql: Sql,
  { centreId, tenderId, currency }: RuleScope,
): Promise<Rule | null> {
  const [row] = await sql<FullRecord>(
    `${SELECT_RULES} WHERE (r.centre_id, r.tender_id, r.currency) = ($1, $2, $3)
      ORDER BY r.version DESC LIMIT 1`,
    [centreId, tenderId, currency],
  );
  return row === undefined ? null : toRow(row);
}

/** Lists the versions of one currency, of these centres, nodes and of all; with null, of any. */
export async function listVersions(
  centreIds: readonly string[] | null,
  currency: string,
): Promise<ToleranceRule[]> {
  const rows = await sql<RuleRecord>(
    `SELECT ${RULE_COLUMNS} FROM tolerance_rule
      WHERE currency = $1
        AND ($2::text[] IS NULL OR centre_id = ANY ($2) OR starts_with(centre_id, '@'))`,
    [currency, centreIds === null ? null : [...centreIds, ANY]],
  );
  return rows.map(toRule);
}

type FullRecord = RuleRecord & {
  centreName: string | null;
  nodeName: string | null;
  supersededFrom: string | null;
  createdBy: string | null;
  createdAt: Date;
};

/** A version ends on the earliest first day of the versions after it. */
const SELECT_RULES = `
  SELECT ${RULE_COLUMNS}, created_at AS "createdAt", "supersededFrom",
         (SELECT c.name FROM centre c WHERE c.id = r.centre_id) AS "centreName",
         (SELECT o.name FROM organisation_node o WHERE '@' || o.id = r.centre_id) AS "nodeName",
         (SELECT u.name FROM "user" u WHERE u.id = r.created_by_id) AS "createdBy"
    FROM (SELECT *, min(valid_from) OVER (PARTITION BY centre_id, tender_id, currency
                   ORDER BY version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                   AS "supersededFrom"
            FROM tolerance_rule) r`;

function toRow(record: FullRecord): Rule {
  const { monthly, ...rule } = toRule(record);
  const { centreId, tenderId, currency, version, withdrawn, validFrom } = rule;
  return {
    centreId,
    centreName: record.centreName,
    nodeName: record.nodeName,
    tenderId,
    currency,
    version,
    ...writeLevels(rule),
    monthlyMinor: monthly,
    withdrawn,
    validFrom,
    supersededFrom: record.supersededFrom,
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
  };
}

const cursorSchema = z.tuple([z.string(), z.string(), z.string(), z.int().min(1)]);
type Position = z.infer<typeof cursorSchema>;

function writeCursor({ centreId, tenderId, currency, version }: Rule): string {
  const position: Position = [centreId, tenderId, currency, version];
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

function readCursor(text: string): Position {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID", "The cursor is not one that this list gave out.", {
    errors: [{ path: "cursor", message: "Start again without a cursor" }],
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // The schema refuses a cursor that is not JSON.
  }
}
