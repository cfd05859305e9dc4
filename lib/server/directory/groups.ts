import "server-only";

/** The groups of the directory. Who comes or goes gets or loses the roles of the rules at once. */
import { randomUUID } from "node:crypto";
import type { ScimFilter } from "@/lib/domain/scim/filter";
import { invalidValue } from "@/lib/domain/scim/fault";
import type { ScimGroup } from "@/lib/domain/scim/group";
import { appendAuditAll } from "../audit/append";
import type { Sql } from "../db/sql";
import { applyDirectoryRules } from "../sso/apply-rules";
import { findEquality } from "./parse-filter";
import type { Stored } from "./resources";
import { notFound, ScimError, taken } from "./scim-error";

const GROUPS_MAX = 5_000;
/** An entry of the trail names this many people; each change of a role has an entry of its own. */
const NAMED_MAX = 100;

export type DirectoryGroup = Stored<ScimGroup>;

const COLUMNS = `
  g.id::text AS id, g.display_name AS "displayName", g.external_id AS "externalId",
  g.created_at AS "createdAt", g.modified_at AS "modifiedAt",
  (SELECT coalesce(array_agg(m.user_id::text ORDER BY m.user_id), '{}')
     FROM directory_member m WHERE m.group_id = g.id) AS "memberIds"`;

export async function listDirectoryGroups(
  sql: Sql,
  filter: ScimFilter | null,
): Promise<DirectoryGroup[]> {
  const rows = await sql<DirectoryGroup>(
    `SELECT ${COLUMNS}
       FROM directory_group g
      WHERE ($1::text IS NULL OR lower(g.display_name) = lower($1))
        AND ($2::text IS NULL OR lower(g.external_id) = lower($2))
        AND ($3::text IS NULL OR g.id::text = lower($3))
      ORDER BY g.created_at, g.id LIMIT $4`,
    [
      findEquality(filter, "displayname"),
      findEquality(filter, "externalid"),
      findEquality(filter, "id"),
      GROUPS_MAX + 1,
    ],
  );
  if (rows.length <= GROUPS_MAX) return rows;
  throw new ScimError({ status: 400, scimType: "tooMany", detail: "Use a narrower filter." });
}

export async function findDirectoryGroup(sql: Sql, id: string): Promise<DirectoryGroup | null> {
  const [row] = await sql<DirectoryGroup>(
    `SELECT ${COLUMNS} FROM directory_group g WHERE g.id::text = $1`,
    [id.toLowerCase()],
  );
  return row ?? null;
}

export async function createDirectoryGroup(sql: Sql, group: ScimGroup): Promise<DirectoryGroup> {
  const id = randomUUID();
  const { displayName, externalId } = group;
  const stored = await sql(
    `INSERT INTO directory_group (id, display_name, external_id)
     SELECT $1::uuid, $2, $3 WHERE (SELECT count(*) FROM directory_group) < $4 RETURNING id`,
    [id, displayName, externalId, GROUPS_MAX],
  );
  if (stored.length === 0) taken(invalidValue(`There can be ${GROUPS_MAX} groups at most.`));
  await writeMembers(sql, id, group.memberIds);
  const after = { groupId: id, ...describe(group, []) };
  await appendAuditAll(sql, [
    { actorId: null, action: "directory.group-created", after },
    ...(await applyDirectoryRules(sql, group.memberIds)),
  ]);
  return getGroup(sql, id);
}

export async function changeDirectoryGroup(
  sql: Sql,
  before: DirectoryGroup,
  wanted: ScimGroup,
): Promise<DirectoryGroup> {
  const { id } = before;
  const { displayName, externalId, memberIds } = wanted;
  const changed = listDifferences(before.memberIds, memberIds);
  const isRenamed = before.displayName !== displayName || before.externalId !== externalId;
  if (!isRenamed && changed.length === 0) return before;
  await sql(
    `UPDATE directory_group SET display_name = $2, external_id = $3, modified_at = now()
      WHERE id = $1::uuid`,
    [id, displayName, externalId],
  );
  await writeMembers(sql, id, memberIds);
  const concerned = isRenamed ? [...new Set([...before.memberIds, ...memberIds])] : changed;
  await appendAuditAll(sql, [
    {
      actorId: null,
      action: "directory.group-changed",
      before: { groupId: id, ...describe(before, memberIds) },
      after: { groupId: id, ...describe(wanted, before.memberIds) },
    },
    ...(await applyDirectoryRules(sql, concerned)),
  ]);
  return getGroup(sql, id);
}

export async function deleteDirectoryGroup(sql: Sql, group: DirectoryGroup): Promise<void> {
  await sql("DELETE FROM directory_group WHERE id = $1::uuid", [group.id]);
  const before = { groupId: group.id, ...describe(group, []) };
  await appendAuditAll(sql, [
    { actorId: null, action: "directory.group-deleted", before },
    ...(await applyDirectoryRules(sql, group.memberIds)),
  ]);
}

/** Names the members that are on this side of a change alone. */
function describe({ displayName, externalId, memberIds }: ScimGroup, others: readonly string[]) {
  const other = new Set(others);
  const own = memberIds.filter((id) => !other.has(id)).slice(0, NAMED_MAX);
  return { name: displayName, externalId, people: memberIds.length, userIds: own };
}

function listDifferences(one: readonly string[], other: readonly string[]): string[] {
  const [left, right] = [new Set(one), new Set(other)];
  return [...one.filter((id) => !right.has(id)), ...other.filter((id) => !left.has(id))];
}

async function writeMembers(sql: Sql, id: string, memberIds: readonly string[]): Promise<void> {
  await sql(
    "DELETE FROM directory_member WHERE group_id = $1::uuid AND user_id <> ALL ($2::uuid[])",
    [id, [...memberIds]],
  );
  const [row] = await sql<{ known: number }>(
    `WITH known AS (
       SELECT u.id FROM "user" u LEFT JOIN directory_user d ON d.user_id = u.id
        WHERE u.id = ANY ($2::uuid[]) AND d.deleted_at IS NULL AND u.erased_at IS NULL
     ), added AS (
       INSERT INTO directory_member (group_id, user_id) SELECT $1::uuid, id FROM known
       ON CONFLICT DO NOTHING
     )
     SELECT count(*)::int AS known FROM known`,
    [id, [...memberIds]],
  );
  if (row?.known !== memberIds.length) taken(invalidValue("A member is no user that there is."));
}

async function getGroup(sql: Sql, id: string): Promise<DirectoryGroup> {
  const group = await findDirectoryGroup(sql, id);
  if (group === null) throw notFound("Group");
  return group;
}
