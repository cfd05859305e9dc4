import "server-only";

/**
 * Records a review of access: roles are kept, or revoked in the same transaction. A role that
 * somebody changed meanwhile is a conflict, because the reviewer decided about another one.
 */
import { randomUUID } from "node:crypto";
import type { ReviewAccess } from "@/lib/contracts/access-review";
import { type ReviewRefusal, refuseReview } from "@/lib/domain/access-review";
import { type Area, listInArea } from "@/lib/domain/delegation";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { isAdministrator, type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import { EVERYWHERE, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { IS_SET_UP } from "../auth/set-up-account";
import { inTransaction, type Sql } from "../db/sql";
import { readArea } from "./area";
import { isOnlyAdministrator } from "./only-administrator";
import { lockUsers, RULE_ROLES, STORED_ROLES } from "./user-rows";

type Line = ReviewAccess["lines"][number];
type Decided = {
  userId: string;
  lines: Line[];
  /** Those that were granted by hand, and those that rules of single sign-on give. */
  before: GrantedRole[];
  ruleRoles: GrantedRole[];
  isDisabled: boolean;
};

export async function reviewAccess(
  scope: Scope<"user:administer">,
  { decision, note, lines }: ReviewAccess,
): Promise<{ lines: number }> {
  const { actorId } = scope;
  const area = await readArea(scope);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const decided = await findDecided(sql, area, lines);
    const isOnly = await isOnlyAdministrator(sql, scope);
    if (decision === "revoke") await deleteRoles(sql, lines);
    const refusal = refuseReview({
      actorId,
      userIds: decided.map(({ userId }) => userId),
      isOnlyAdministrator: isOnly,
      decision,
      isByRule: decided.some(({ lines: own, before }) => !own.every((line) => isIn(before, line))),
      administratorsAfter: await countAdministrators(sql),
    });
    if (refusal !== null) throw new AppError("REFUSED", WHY[refusal], { reason: refusal });
    const reviewId = randomUUID();
    await sql(
      `INSERT INTO access_review (review_id, user_id, scope_id, role, decision, note,
         reviewed_by_id)
       SELECT DISTINCT $1::uuid, l.user_id::uuid, l.scope_id, l.role, $5, $6, $7::uuid
         FROM unnest($2::text[], $3::text[], $4::text[]) AS l (user_id, scope_id, role)`,
      [reviewId, ...columnsOf(lines), decision, note === "" ? null : note, actorId],
    );
    if (decision === "revoke") await noteFormerAdministrators(sql, decided);
    await appendAuditAll(
      sql,
      decided.map((one) => buildEntry({ actorId, reviewId, decision, note, isOnly }, one)),
    );
    return { lines: lines.length };
  });
}

/** Each person with the roles before; a line that nobody has any more is a conflict. */
async function findDecided(sql: Sql, area: Area, lines: readonly Line[]): Promise<Decided[]> {
  const userIds = [...new Set(lines.map(({ userId }) => userId))];
  type Row = Pick<Decided, "userId" | "ruleRoles" | "isDisabled"> & { roles: GrantedRole[] };
  const rows = await sql<Row>(
    `SELECT u.id::text AS "userId", u.disabled_at IS NOT NULL AS "isDisabled",
            ${STORED_ROLES} AS roles, ${RULE_ROLES} AS "ruleRoles"
       FROM "user" u WHERE u.id = ANY ($1::uuid[]) ORDER BY u.id`,
    [userIds],
  );
  const decided = rows.map(({ userId, roles, ruleRoles, isDisabled }) => {
    const own = lines.filter((line) => line.userId === userId);
    return { userId, lines: own, before: sortRoles(roles), ruleRoles, isDisabled };
  });
  const isThere = ({ before, ruleRoles, lines: own }: Decided) =>
    own.every((line) => isIn(listInArea(area, [...before, ...ruleRoles]), line));
  if (decided.length === userIds.length && decided.every(isThere)) return decided;
  throw new AppError("CONFLICT", "Somebody changed these roles meanwhile. Read the list again.");
}

function isIn(roles: readonly GrantedRole[], line: Line): boolean {
  return roles.some((granted) => isOf(granted, line));
}

function isOf(granted: GrantedRole, { scopeId, role }: Line): boolean {
  const own = "nodeId" in granted ? formatNodeScope(granted.nodeId) : granted.centreId;
  return own === scopeId && granted.role === role;
}

async function deleteRoles(sql: Sql, lines: readonly Line[]): Promise<void> {
  const columns = columnsOf(lines);
  await sql(
    `DELETE FROM membership m
      USING unnest($1::text[], $2::text[], $3::text[]) AS l (user_id, scope_id, role)
      WHERE m.user_id = l.user_id::uuid AND m.centre_id = l.scope_id AND m.role = l.role`,
    columns,
  );
  await sql(
    `DELETE FROM node_membership m
      USING unnest($1::text[], $2::text[], $3::text[]) AS l (user_id, scope_id, role)
      WHERE m.user_id = l.user_id::uuid AND '@' || m.node_id = l.scope_id AND m.role = l.role`,
    columns,
  );
}

async function countAdministrators(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM membership m JOIN "user" u ON u.id = m.user_id
      WHERE m.centre_id = $1 AND m.role = 'administrator'
        AND u.disabled_at IS NULL AND u.ends_on IS NULL AND ${IS_SET_UP}`,
    [EVERYWHERE],
  );
  return row?.count ?? 0;
}

/** Whoever removes the other administrator is not at once an only one. */
async function noteFormerAdministrators(sql: Sql, decided: readonly Decided[]): Promise<void> {
  const former = decided.filter((one) => {
    const { before, isDisabled: disabled } = one;
    const wasOne = isAdministrator({ roles: before, disabled });
    return wasOne && !isAdministrator({ roles: remaining(one), disabled });
  });
  if (former.length === 0) return;
  await sql(`UPDATE "user" SET administrator_until = now() WHERE id = ANY ($1::uuid[])`, [
    former.map(({ userId }) => userId),
  ]);
}

function remaining({ before, lines }: Decided): GrantedRole[] {
  return before.filter((granted) => !lines.some((line) => isOf(granted, line)));
}

type Review = Omit<ReviewAccess, "lines"> & { actorId: string; reviewId: string; isOnly: boolean };

/** What was revoked is in the entry as everywhere else: the roles before, and after. */
function buildEntry(review: Review, decided: Decided): AuditEntry {
  const { actorId, reviewId, decision, note, isOnly } = review;
  const { userId, before, ruleRoles, lines } = decided;
  const isReviewed = (granted: GrantedRole) => lines.some((line) => isOf(granted, line));
  const reviewed = sortRoles([...before, ...ruleRoles].filter(isReviewed));
  const ownRoles = actorId === userId && isOnly ? { onlyAdministrator: true } : {};
  const after = { userId, reviewId, decision, reviewed, ...(note ? { note } : {}), ...ownRoles };
  return decision === "revoke"
    ? {
        actorId,
        action: "user.access-reviewed",
        before: { userId, roles: before },
        after: { ...after, roles: remaining(decided) },
      }
    : { actorId, action: "user.access-reviewed", after };
}

function columnsOf(lines: readonly Line[]): [string[], string[], string[]] {
  return [
    lines.map(({ userId }) => userId),
    lines.map(({ scopeId }) => scopeId),
    lines.map(({ role }) => role),
  ];
}

const WHY: Record<ReviewRefusal, string> = {
  "by-rule": "A rule of single sign-on gives one of these roles. Change the rule instead.",
  "own-access": "You can't review your own access. Another administrator can.",
  "last-administrator":
    "This is the last administrator who can sign in. Make someone else one first.",
};
