import "server-only";

/**
 * Lists who may do what where: one line for each role of each person, a page at a time. What is
 * costly is read for the lines of the page alone.
 */
import { z } from "zod";
import type {
  AccessFilter,
  AccessLine,
  AccessPage,
  AccessSearch,
} from "@/lib/contracts/access-review";
import { DORMANT_DAYS, type ReviewShown } from "@/lib/domain/access-review";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { LACKS_FACTOR } from "../auth/lacks-factor";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";
import { isDormant, OPEN_TOKENS, SIGNED_IN_AT, USED_AT } from "./account-use";
import { readArea } from "./area";
import { ACCOUNT_STATE } from "./user-rows";

type Person = Omit<AccessLine["person"], "signedInAt" | "usedAt">;
type Grant = Omit<NonNullable<AccessLine["grant"]>, "grantedAt">;
type Review = Omit<NonNullable<AccessLine["review"]>, "at">;
type Nullable<T> = { [Key in keyof T]: T[Key] | null };
type Row = Person &
  Nullable<Grant & Review> & {
    sortName: string;
    signedInAt: Date | null;
    usedAt: Date | null;
    grantedAt: Date | null;
    reviewedAt: Date | null;
  };

/** Of the last line of a page: the name as it is sorted, the person, the scope and the role. */
const cursorSchema = z.tuple([z.string(), z.uuid(), z.string(), z.string()]);

export async function listAccessLines(
  scope: Scope<"user:administer">,
  search: AccessSearch,
): Promise<AccessPage> {
  const scopeIds = await listScopeIds(scope);
  const { cursor, limit } = search;
  const after = cursor === undefined ? null : readCursor(cursor);
  const [rows, counts] = await Promise.all([
    sql<Row>(LINES, [
      ...valuesOf(search, scopeIds),
      ...(after ?? [null, null, null, null]),
      limit + 1,
    ]),
    after === null ? countLines(search, scopeIds) : null,
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { lines: page.map(buildLine), nextCursor: last ? writeCursor(last) : null, counts };
}

/** Yields every line of a filter, page by page. */
export async function* readAccessLines(
  scope: Scope<"user:administer">,
  filter: AccessFilter,
): AsyncGenerator<AccessLine[]> {
  let cursor: string | undefined;
  do {
    const page: AccessPage = await listAccessLines(scope, { ...filter, cursor, limit: 500 });
    yield page.lines;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Those whose roles the reader administers; null is every one. */
async function listScopeIds(scope: Scope<"user:administer">): Promise<string[] | null> {
  const area = await readArea(scope);
  return area === null ? null : [...area.centreIds, ...[...area.nodeIds].map(formatNodeScope)];
}

async function countLines(
  filter: AccessFilter,
  scopeIds: string[] | null,
): Promise<AccessPage["counts"]> {
  const [row] = await sql<{ roles: number; unreviewed: number }>(
    `${GRANTS}
     SELECT count(g.role)::int AS roles,
            (count(*) FILTER (WHERE g.role IS NOT NULL AND ${UNREVIEWED}))::int AS unreviewed
       ${MATCHING}`,
    valuesOf(filter, scopeIds),
  );
  return row ?? { roles: 0, unreviewed: 0 };
}

function valuesOf({ text, where, role, show }: AccessFilter, scopeIds: string[] | null): unknown[] {
  const nodeIds = where.flatMap((one) => readNodeScope(one) ?? []);
  const centreIds = where.filter((one) => readNodeScope(one) === null);
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return [pattern, role ?? null, show, centreIds, nodeIds, DORMANT_DAYS, scopeIds];
}

const TODAY = "business_date_at(now(), c.time_zone, c.day_starts_at)";

/**
 * A role by hand hides the same one by a rule, which is seen once the former is revoked.
 * Parameters: $1 text, $2 role, $3 shown, $4 centres, $5 nodes, $6 days until dormant,
 * $7 the scopes whose roles are shown.
 */
const GRANTS = `
  WITH chosen_centre AS (
    SELECT c.id FROM centre c WHERE c.id = ANY ($4::text[])
     UNION
    SELECT c.id FROM node_reach r JOIN centre c ON c.id = r.centre_id
     WHERE r.node_id = ANY ($5::text[])
       AND r.valid_from <= ${TODAY} AND (r.valid_until IS NULL OR r.valid_until > ${TODAY})
  ), reaching_node AS (
    SELECT r.node_id AS id FROM node_reach r JOIN centre c ON c.id = r.centre_id
     WHERE c.id IN (SELECT id FROM chosen_centre)
       AND r.valid_from <= ${TODAY} AND (r.valid_until IS NULL OR r.valid_until > ${TODAY})
     UNION SELECT unnest($5::text[])
  ), granted AS (
    SELECT user_id, centre_id AS scope_id, centre_id, NULL::text AS node_id, role, granted_at,
           granted_by_id, confirmed_by_id, way
      FROM membership
     UNION ALL
    SELECT user_id, '@' || node_id, NULL, node_id, role, granted_at,
           granted_by_id, confirmed_by_id, way
      FROM node_membership
     UNION ALL
    SELECT * FROM (
      SELECT DISTINCT ON (h.user_id, h.centre_id, h.node_id, h.role)
             h.user_id, coalesce(h.centre_id, '@' || h.node_id), h.centre_id, h.node_id, h.role,
             r.granted_at, r.requested_by_id, r.confirmed_by_id, 'rule'
        FROM held_role h
        JOIN LATERAL (
          SELECT g.granted_at, r.requested_by_id, r.confirmed_by_id
            FROM rule_grant g JOIN role_rule r ON r.id = g.rule_id
           WHERE g.user_id = h.user_id AND g.rule_id = h.rule_id) r ON true
       WHERE NOT EXISTS (
               SELECT FROM held_role b
                WHERE b.rule_id IS NULL AND b.user_id = h.user_id AND b.role = h.role
                  AND b.centre_id IS NOT DISTINCT FROM h.centre_id
                  AND b.node_id IS NOT DISTINCT FROM h.node_id)
       ORDER BY h.user_id, h.centre_id, h.node_id, h.role, r.granted_at) by_rule
  )`;

/** A review from before somebody got a role again says nothing about it. */
const OF_GRANT = `r.user_id = g.user_id AND r.scope_id = g.scope_id AND r.role = g.role
  AND (g.granted_at IS NULL OR r.reviewed_at >= g.granted_at)`;
const UNREVIEWED = `NOT EXISTS (SELECT FROM access_review r WHERE ${OF_GRANT})`;

const CONDITIONS: Record<ReviewShown, string> = {
  enabled: IS_ENABLED,
  unreviewed: `${IS_ENABLED} AND g.role IS NOT NULL AND ${UNREVIEWED}`,
  dormant: isDormant("$6"),
  "one-factor": `${IS_ENABLED} AND NOT ${HAS_SECOND_FACTOR}`,
  "factor-missing": `${IS_ENABLED} AND ${LACKS_FACTOR}`,
  tokens: `${OPEN_TOKENS} > 0`,
  disabled: `NOT ${IS_ENABLED}`,
};

const MATCHING = `
  FROM "user" u LEFT JOIN granted g ON g.user_id = u.id
 WHERE (u.name ILIKE $1 OR u.email ILIKE $1)
   AND ($2::text IS NULL OR g.role = $2)
   AND ($7::text[] IS NULL OR g.scope_id = ANY ($7::text[]))
   AND (cardinality($4::text[]) + cardinality($5::text[]) = 0
        OR g.centre_id = '*' OR g.centre_id IN (SELECT id FROM chosen_centre)
        OR g.node_id IN (SELECT id FROM reaching_node))
   AND CASE $3 ${Object.entries(CONDITIONS)
     .map(([shown, condition]) => `WHEN '${shown}' THEN ${condition}`)
     .join(" ")} END`;

/** Parameters $8 to $11 are those of the cursor, and $12 the number of lines. */
const LINES = `${GRANTS}, page AS (
    SELECT u.id, lower(u.name) AS sort_name, g.*
      ${MATCHING}
       AND ($9::text IS NULL
            OR (lower(u.name), u.id::text, coalesce(g.scope_id, ''), coalesce(g.role, ''))
               > ($8::text, $9::text, $10::text, $11::text))
     ORDER BY lower(u.name), u.id::text, coalesce(g.scope_id, ''), coalesce(g.role, '')
     LIMIT $12)
  SELECT u.id::text AS id, u.name, u.email, g.sort_name AS "sortName",
         ${ACCOUNT_STATE} AS state, ${SIGNED_IN_AT} AS "signedInAt", ${USED_AT} AS "usedAt",
         ${isDormant("$6")} AS "isDormant", ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
         ${OPEN_TOKENS} AS tokens, g.scope_id AS "scopeId", coalesce(c.name, n.name) AS "scopeName",
         g.role, g.granted_at AS "grantedAt", b.name AS "grantedBy", f.name AS "confirmedBy", g.way,
         r.decision, r.note, r.by, r.reviewed_at AS "reviewedAt"
    FROM page g JOIN "user" u ON u.id = g.id
    LEFT JOIN centre c ON c.id = g.centre_id
    LEFT JOIN organisation_node n ON n.id = g.node_id
    LEFT JOIN "user" b ON b.id = g.granted_by_id
    LEFT JOIN "user" f ON f.id = g.confirmed_by_id
    LEFT JOIN LATERAL (
      SELECT r.decision, r.note, r.reviewed_at, coalesce(w.name, '') AS by
        FROM access_review r LEFT JOIN "user" w ON w.id = r.reviewed_by_id
       WHERE ${OF_GRANT} ORDER BY r.reviewed_at DESC LIMIT 1) r ON true
   ORDER BY g.sort_name, u.id::text, coalesce(g.scope_id, ''), coalesce(g.role, '')`;

function buildLine(row: Row): AccessLine {
  const { id, name, email, state, isDormant: dormant, hasSecondFactor, tokens } = row;
  const { scopeId, scopeName, role, way, grantedBy, confirmedBy, decision, note, by } = row;
  return {
    person: {
      id,
      name,
      email,
      state,
      signedInAt: row.signedInAt?.toISOString() ?? null,
      usedAt: row.usedAt?.toISOString() ?? null,
      isDormant: dormant,
      hasSecondFactor,
      tokens,
    },
    grant:
      scopeId === null || role === null
        ? null
        : {
            scopeId,
            scopeName,
            role,
            grantedAt: row.grantedAt?.toISOString() ?? null,
            grantedBy,
            confirmedBy,
            way,
          },
    review:
      decision === null || row.reviewedAt === null
        ? null
        : { decision, note, by: by ?? "", at: row.reviewedAt.toISOString() },
  };
}

function writeCursor({ sortName, id, scopeId, role }: Row): string {
  const values = [sortName, id, scopeId ?? "", role ?? ""];
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return cursorSchema.parse(values);
  } catch {
    throw new AppError("INVALID", "This cursor is none of ours.", {
      errors: [{ path: "cursor", message: "Use the cursor of the page before" }],
    });
  }
}
