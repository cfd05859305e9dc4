import "server-only";

/** Lists what waits for a second administrator. */
import type { AccessRequestList } from "@/lib/contracts/access-request";
import { refuseDecision } from "@/lib/domain/access-request";
import { concernsArea } from "@/lib/domain/delegation";
import type { Role, Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { areaValues, findRolesOfPeople, IS_IN_AREA, readArea } from "./area";
import { listRoles } from "./access-requests";
import { isOnlyAdministrator } from "./only-administrator";
import { mailsLinks } from "./send-link";

const REQUESTS_MAX = 1_000;
const NOBODY = { roles: [], ruleRoles: [], waiting: [] };

type Listed = AccessRequestList["requests"][number];
type Row = Pick<Listed, "id" | "kind" | "person" | "requestedBy"> & {
  role: Role | null;
  centreId: string | null;
  nodeId: string | null;
  requestedById: string;
  requestedAt: Date;
};

export async function listAccessRequests(by: Scope<"user:administer">): Promise<AccessRequestList> {
  const { actorId } = by;
  const area = await readArea(by);
  const [isOnly, rows] = await Promise.all([
    isOnlyAdministrator(sql, by),
    sql<Row>(
      `SELECT r.id::text AS id, r.kind, r.role, r.centre_id AS "centreId", r.node_id AS "nodeId",
              json_build_object('id', u.id, 'name', u.name, 'email', u.email) AS person,
              r.requested_by_id::text AS "requestedById", r.requested_at AS "requestedAt",
              coalesce(b.name, '') AS "requestedBy"
         FROM access_request r
         JOIN "user" u ON u.id = r.user_id
         LEFT JOIN "user" b ON b.id = r.requested_by_id
        WHERE r.outcome IS NULL AND ${IS_IN_AREA}
        ORDER BY r.requested_at, r.id LIMIT $3`,
      [...areaValues(area), REQUESTS_MAX],
    ),
  ]);
  const userIds = area === null ? [] : rows.map(({ person }) => person.id);
  const people = await findRolesOfPeople(sql, userIds);
  const isTheirs = ({ kind, person, ...row }: Row) => {
    const roles = people.get(person.id) ?? NOBODY;
    return concernsArea(area, { kind, granted: listRoles(row)[0] ?? null }, roles);
  };
  const requests = rows
    .filter(isTheirs)
    .map(({ role, centreId, nodeId, requestedById, requestedAt, ...row }): Listed => ({
      id: row.id,
      kind: row.kind,
      person: row.person,
      role: listRoles({ role, centreId, nodeId })[0] ?? null,
      requestedBy: row.requestedBy,
      requestedAt: requestedAt.toISOString(),
      refusal: refuseDecision({
        actorId,
        requestedById,
        userId: row.person.id,
        isOnlyAdministrator: isOnly,
      }),
    }));
  return { isOnlyAdministrator: isOnly, mailsLinks: mailsLinks(), requests };
}
