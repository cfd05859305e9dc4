/** The inputs of what waits for a second administrator, and one that waits. */
import { sql } from "@/lib/server/db/sql";

const ofRequest = ({ requestId }: { requestId: string }) => ({
  centre: "none" as const,
  path: { requestId },
  body: {},
});

export const ACCESS_INPUTS = {
  "POST /api/access-requests/{requestId}/confirmation": ofRequest,
  "POST /api/access-requests/{requestId}/refusal": ofRequest,
};

/** Somebody who is no administrator any more asked for it. */
export async function storeAccessRequest(userId: string, centreId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO access_request (id, user_id, kind, role, centre_id, requested_by_id)
     VALUES (gen_random_uuid(), $1, 'role', 'auditor', $2, gen_random_uuid())
     RETURNING id::text AS id`,
    [userId, centreId],
  );
  return row?.id ?? "";
}
