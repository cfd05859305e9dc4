import "server-only";

/** Stores what waits for a second administrator, and what that one decides. */
import type { z } from "zod";
import type { confirmedRequestSchema, decideRequestSchema } from "@/lib/contracts/access-request";
import {
  type AccessRequestKind,
  type DecisionRefusal,
  refuseDecision,
} from "@/lib/domain/access-request";
import { type Area, concernsArea } from "@/lib/domain/delegation";
import type { AuditAction } from "@/lib/domain/audit/actions";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { Role, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit, type AuditEntry } from "../audit/append";
import { requirePassword } from "../auth/admits-password";
import { inTransaction, type Sql } from "../db/sql";
import { findRolesOfPeople, readArea } from "./area";
import { assertRolesStand } from "./assert-roles-stand";
import { erasePerson } from "./erase-person";
import { isOnlyAdministrator } from "./only-administrator";
import { removeFactors } from "./remove-factors";
import { sendLink } from "./send-link";
import { findUser, lockUsers, type UserRecord, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;
type Decision = z.infer<typeof decideRequestSchema>;
type Asked = { actorId: string; userId: string };

/** What waits already is not requested twice. The entries are for the end of the transaction. */
export async function requestRoles(
  sql: Sql,
  { actorId, userId }: Asked,
  roles: readonly GrantedRole[],
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const granted of roles) {
    const stored = await storeRequest(sql, { actorId, userId, kind: "role", granted });
    if (!stored) continue;
    entries.push({ actorId, action: "user.role-requested", after: { userId, roles: [granted] } });
  }
  return entries;
}

export async function requestLink(sql: Sql, { actorId, userId }: Asked): Promise<AuditEntry[]> {
  const request = { actorId, userId, kind: "password-link", granted: null } as const;
  const stored = await storeRequest(sql, request);
  return stored ? [{ actorId, action: "user.link-requested", after: { userId } }] : [];
}

export async function requestFactorRemoval(
  sql: Sql,
  { actorId, userId }: Asked,
): Promise<AuditEntry[]> {
  const request = { actorId, userId, kind: "second-factor", granted: null } as const;
  const stored = await storeRequest(sql, request);
  const action = "second-factor.removal-requested";
  return stored ? [{ actorId, action, after: { userId } }] : [];
}

type Requested = Asked & { kind: AccessRequestKind; granted: GrantedRole | null };

/** Returns false when the same waits already. */
export async function storeRequest(
  sql: Sql,
  { actorId, userId, kind, granted }: Requested,
): Promise<boolean> {
  const nodeId = granted !== null && "nodeId" in granted ? granted.nodeId : null;
  const centreId = granted !== null && "centreId" in granted ? granted.centreId : null;
  const stored = await sql(
    `INSERT INTO access_request (id, user_id, kind, role, centre_id, node_id, requested_by_id)
     SELECT gen_random_uuid(), $1::uuid, $6, $2, $3, $4, $5::uuid
      WHERE NOT EXISTS (
        SELECT FROM access_request r
         WHERE r.user_id = $1::uuid AND r.outcome IS NULL AND r.kind = $6
           AND r.role IS NOT DISTINCT FROM $2
           AND r.centre_id IS NOT DISTINCT FROM $3 AND r.node_id IS NOT DISTINCT FROM $4)
     RETURNING id`,
    [userId, granted?.role ?? null, centreId, nodeId, actorId, kind],
  );
  return stored.length > 0;
}

export async function confirmRequest(
  by: By,
  { requestId }: Decision,
): Promise<z.infer<typeof confirmedRequestSchema>> {
  const { actorId } = by;
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const request = await claimRequest(sql, area, requestId);
    const isOnly = await isOnlyAdministrator(sql, by);
    const refusal = refuseDecision({ actorId, isOnlyAdministrator: isOnly, ...request });
    if (refusal !== null) throw new AppError("REFUSED", WHY_NOT[refusal], { reason: refusal });
    const person = await findUser(sql, request.userId);
    if (person === null) throw noSuchRequest();
    await closeRequest(sql, requestId, { actorId, outcome: "confirmed" });
    if (request.kind === "role") return confirmRole(sql, request, { actorId, area, person });
    if (request.kind === "password-link") {
      const isOfArea = area !== null;
      return confirmLink(sql, request, { actorId, isOfArea, isDisabled: person.disabled });
    }
    const { userId, requestedById } = request;
    if (request.kind === "second-factor") {
      await removeFactors(sql, { userId, actorId, requestedById });
      return { inviteUrl: null };
    }
    await erasePerson(sql, { actorId, userId, requestedById, isOnlyAdministrator: isOnly });
    return { inviteUrl: null };
  });
}

async function confirmRole(
  sql: Sql,
  request: RequestRecord,
  { actorId, area, person }: { actorId: string; area: Area; person: UserRecord },
) {
  const { userId, requestedById } = request;
  const granted = listRoles(request);
  await assertRolesStand(sql, area, granted);
  const roles = sortRoles([...person.roles, ...granted]);
  const grant = { way: "hand", byId: requestedById, confirmedById: actorId } as const;
  await writeRoles(sql, { userId, roles, grant });
  await appendAudit(sql, {
    actorId,
    action: "user.role-confirmed",
    before: { userId, roles: person.roles },
    after: { userId, roles, requestedById },
  });
  return { inviteUrl: null };
}

async function confirmLink(
  sql: Sql,
  { userId, requestedById }: RequestRecord,
  decision: { actorId: string; isOfArea: boolean; isDisabled: boolean },
) {
  const { actorId, isOfArea } = decision;
  if (decision.isDisabled) {
    throw new AppError("REFUSED", "Let this person in again first.", { reason: "disabled" });
  }
  await requirePassword(sql, userId);
  const order = { userId, actorId, isOnlyAdministrator: false, isOfArea };
  const { inviteUrl, delivery } = await sendLink(sql, order);
  const after = { userId, requestedById, delivery };
  await appendAudit(sql, { actorId, action: "user.link-confirmed", after });
  return { inviteUrl };
}

/** The one who asked takes it back in the same way. */
export async function refuseRequest(by: By, { requestId }: Decision): Promise<void> {
  const { actorId } = by;
  const area = await readArea(by);
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const request = await claimRequest(sql, area, requestId);
    await closeRequest(sql, requestId, { actorId, outcome: "refused" });
    const { userId, requestedById } = request;
    const before = { userId, roles: listRoles(request), requestedById };
    await appendAudit(sql, { actorId, action: REFUSED[request.kind], before });
  });
}

const REFUSED = {
  role: "user.role-refused",
  "password-link": "user.link-refused",
  erasure: "user.erasure-refused",
  "second-factor": "second-factor.removal-refused",
} as const satisfies Record<AccessRequestKind, AuditAction>;

type RequestRecord = {
  userId: string;
  kind: AccessRequestKind;
  requestedById: string;
  role: Role | null;
  centreId: string | null;
  nodeId: string | null;
};

/** A request about somebody, or a role, outside of the administrator's area looks like none. */
async function claimRequest(sql: Sql, area: Area, requestId: string): Promise<RequestRecord> {
  const [row] = await sql<RequestRecord & { isOpen: boolean }>(
    `SELECT user_id::text AS "userId", kind, requested_by_id::text AS "requestedById", role,
            centre_id AS "centreId", node_id AS "nodeId", outcome IS NULL AS "isOpen"
       FROM access_request WHERE id = $1::uuid`,
    [requestId],
  );
  if (row === undefined) throw noSuchRequest();
  const person = (await findRolesOfPeople(sql, [row.userId])).get(row.userId);
  const asked = { kind: row.kind, granted: listRoles(row)[0] ?? null };
  if (person === undefined || !concernsArea(area, asked, person)) throw noSuchRequest();
  if (row.isOpen) return row;
  throw new AppError("CONFLICT", "Somebody has decided this meanwhile.");
}

async function closeRequest(
  sql: Sql,
  requestId: string,
  { actorId, outcome }: { actorId: string; outcome: "confirmed" | "refused" },
): Promise<void> {
  await sql(
    `UPDATE access_request SET outcome = $2, decided_by_id = $3::uuid, decided_at = now()
      WHERE id = $1::uuid`,
    [requestId, outcome, actorId],
  );
}

/** All but a role are none. */
export function listRoles(
  request: Pick<RequestRecord, "role" | "centreId" | "nodeId">,
): GrantedRole[] {
  const { role, centreId, nodeId } = request;
  if (role === null) return [];
  return [nodeId === null ? { centreId: centreId ?? "", role } : { nodeId, role }];
}

export const WHY_NOT: Record<DecisionRefusal, string> = {
  "own-request": "You asked for this yourself. Another administrator has to confirm it.",
  "own-account": "You can't confirm what your own account gets. Another administrator can.",
};

function noSuchRequest(): AppError {
  return new AppError("NOT_FOUND", "There is no such request.");
}
