import "server-only";

/** Stores what waits for a second administrator, and what that one decides. */
import type { z } from "zod";
import type { decideRequestSchema } from "@/lib/contracts/access-request";
import { type DecisionRefusal, refuseDecision } from "@/lib/domain/access-request";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit, appendAuditAll, type AuditEntry } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { assertRolesStand } from "./assert-roles-stand";
import { isOnlyAdministrator } from "./only-administrator";
import { findUser, lockUsers, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;
type Decision = z.infer<typeof decideRequestSchema>;

/** What waits already is not requested twice. The entries are for the end of the transaction. */
export async function requestRoles(
  sql: Sql,
  { actorId, userId }: { actorId: string; userId: string },
  roles: readonly GrantedRole[],
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const granted of roles) {
    const { centreId, nodeId } = targetOf(granted);
    const stored = await sql(
      `INSERT INTO access_request (id, user_id, kind, role, centre_id, node_id, requested_by_id)
       SELECT gen_random_uuid(), $1::uuid, 'role', $2, $3, $4, $5::uuid
        WHERE NOT EXISTS (
          SELECT FROM access_request r
           WHERE r.user_id = $1::uuid AND r.outcome IS NULL AND r.role = $2
             AND r.centre_id IS NOT DISTINCT FROM $3 AND r.node_id IS NOT DISTINCT FROM $4)
       RETURNING id`,
      [userId, granted.role, centreId, nodeId, actorId],
    );
    if (stored.length === 0) continue;
    entries.push({ actorId, action: "user.role-requested", after: { userId, roles: [granted] } });
  }
  return entries;
}

export async function confirmRequest({ actorId }: By, { requestId }: Decision): Promise<void> {
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const request = await claimRequest(sql, requestId);
    const isOnly = await isOnlyAdministrator(sql, actorId);
    const refusal = refuseDecision({ actorId, isOnlyAdministrator: isOnly, ...request });
    if (refusal !== null) throw new AppError("REFUSED", WHY[refusal], { reason: refusal });
    const { userId, requestedById } = request;
    const granted = readRole(request);
    const person = await findUser(sql, userId);
    if (person === null) throw noSuchRequest();
    await assertRolesStand(sql, [granted]);
    const roles = sortRoles([...person.roles, granted]);
    await writeRoles(sql, userId, roles);
    await closeRequest(sql, requestId, { actorId, outcome: "confirmed" });
    await appendAudit(sql, {
      actorId,
      action: "user.role-confirmed",
      before: { userId, roles: person.roles },
      after: { userId, roles, requestedById },
    });
  });
}

/** The one who asked takes it back in the same way. */
export async function refuseRequest({ actorId }: By, { requestId }: Decision): Promise<void> {
  await inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const request = await claimRequest(sql, requestId);
    await closeRequest(sql, requestId, { actorId, outcome: "refused" });
    const { userId, requestedById } = request;
    await appendAuditAll(sql, [
      {
        actorId,
        action: "user.role-refused",
        before: { userId, roles: [readRole(request)], requestedById },
      },
    ]);
  });
}

type RequestRecord = {
  userId: string;
  requestedById: string;
  role: GrantedRole["role"];
  centreId: string | null;
  nodeId: string | null;
};

async function claimRequest(sql: Sql, requestId: string): Promise<RequestRecord> {
  const [row] = await sql<RequestRecord & { isOpen: boolean }>(
    `SELECT user_id::text AS "userId", requested_by_id::text AS "requestedById", role,
            centre_id AS "centreId", node_id AS "nodeId", outcome IS NULL AS "isOpen"
       FROM access_request WHERE id = $1::uuid AND kind = 'role'`,
    [requestId],
  );
  if (row === undefined) throw noSuchRequest();
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

function targetOf(granted: GrantedRole): { centreId: string | null; nodeId: string | null } {
  return "nodeId" in granted
    ? { centreId: null, nodeId: granted.nodeId }
    : { centreId: granted.centreId, nodeId: null };
}

function readRole({ role, centreId, nodeId }: RequestRecord): GrantedRole {
  return nodeId === null ? { centreId: centreId ?? "", role } : { nodeId, role };
}

const WHY: Record<DecisionRefusal, string> = {
  "own-request": "You asked for this yourself. Another administrator has to confirm it.",
  "own-account": "You can't confirm a role of your own. Another administrator can.",
};

function noSuchRequest(): AppError {
  return new AppError("NOT_FOUND", "There is no such request.");
}
