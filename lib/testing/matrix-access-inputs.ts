/** The inputs of what waits for a second administrator, and one of each that waits. */
import { sql } from "@/lib/server/db/sql";

const ofRequest = ({ requestId }: { requestId: string }) => ({
  centre: "inside" as const,
  path: { requestId },
  body: {},
});

const ofRule = ({ ruleId }: { ruleId: string }) => ({
  centre: "none" as const,
  path: { ruleId },
  body: {},
});

const ofToken = ({ directoryTokenId }: { directoryTokenId: string }) => ({
  centre: "none" as const,
  path: { directoryTokenId },
  body: {},
});

/** It is refused, because the job is planned. */
const ofJob = ({ jobId }: { jobId: string }) => ({
  centre: "none" as const,
  path: { jobId },
  body: {},
});

export const ACCESS_INPUTS = {
  "DELETE /api/users/{userId}/tokens/{tokenId}": (at: { userId: string; tokenId: string }) => ({
    centre: "none" as const,
    path: { userId: at.userId, tokenId: at.tokenId },
    body: {},
  }),
  "POST /api/access-requests/{requestId}/confirmation": ofRequest,
  "POST /api/access-requests/{requestId}/refusal": ofRequest,
  "POST /api/role-rules": () => ({
    centre: "none" as const,
    body: { provider: "test", group: "Tills", roles: [{ centreId: "*", role: "auditor" }] },
  }),
  "POST /api/role-rules/{ruleId}/confirmation": ofRule,
  "DELETE /api/role-rules/{ruleId}": ofRule,
  "DELETE /api/users/{userId}/sessions/{sessionId}": (at: {
    userId: string;
    sessionId: string;
  }) => ({
    centre: "none" as const,
    path: { userId: at.userId, sessionId: at.sessionId },
    body: {},
  }),
  // Nobody is asked in the middle of the matrix who they are.
  "PUT /api/session-limits": () => ({
    centre: "none" as const,
    body: { idleMinutes: 120, absoluteHours: 12, freshMinutes: null, basedOnVersion: 0 },
  }),
  // Nobody of the matrix has a second factor.
  "PUT /api/sign-in-rules": () => ({
    centre: "none" as const,
    body: {
      factorRequiredOf: "nobody",
      onlyProviders: false,
      emergencyUserId: null,
      basedOnVersion: 0,
    },
  }),
  "DELETE /api/operations/jobs/{jobId}": ofJob,
  "POST /api/operations/jobs/{jobId}/attempts": ofJob,
  "GET /api/retention/due": () => ({
    centre: "none" as const,
    query: { kind: "mails", days: "90" },
  }),
  "PUT /api/retention": () => ({
    centre: "none" as const,
    body: { kind: "mails", days: null, basedOnVersion: 0 },
  }),
  "POST /api/access-reviews": ({ userId }: { userId: string }) => ({
    centre: "none" as const,
    body: { decision: "keep", lines: [{ userId, scopeId: "*", role: "auditor" }] },
  }),
  "POST /api/users/{userId}/erasure": ({ leaverId }: { leaverId: string }) => ({
    centre: "none" as const,
    path: { userId: leaverId },
    body: {},
  }),
  "POST /api/directory-tokens/{directoryTokenId}/confirmation": ofToken,
  "DELETE /api/directory-tokens/{directoryTokenId}": ofToken,
};

const FACTOR = { code: "not a code of anybody" };

export const PASSKEY_INPUTS = {
  "POST /api/me/proof": () => ({ centre: "none" as const, body: { password: "not this one" } }),
  "DELETE /api/me/second-factor": () => ({ centre: "none" as const, body: FACTOR }),
  "POST /api/me/second-factor/recovery-codes": () => ({ centre: "none" as const, body: FACTOR }),
  "POST /api/me/passkeys": () => ({ centre: "none" as const, body: NEW_PASSKEY }),
  "PATCH /api/me/passkeys/{passkeyId}": ({ passkeyId }: { passkeyId: string }) => ({
    centre: "none" as const,
    path: { passkeyId },
    body: { name: "Another phone" },
  }),
  "DELETE /api/me/passkeys/{passkeyId}": ({ passkeyId }: { passkeyId: string }) => ({
    centre: "none" as const,
    path: { passkeyId },
    body: FACTOR,
  }),
};

const NEW_PASSKEY = {
  name: "Phone",
  credential: {
    id: "AAAA",
    rawId: "AAAA",
    type: "public-key",
    response: { clientDataJSON: "AAAA", attestationObject: "AAAA" },
  },
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

/** It waits, and somebody who is no administrator any more made it. */
export async function storeRoleRule(centreId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO role_rule (id, provider, group_name, role, centre_id, requested_by_id)
     VALUES (gen_random_uuid(), 'test', 'Tills', 'reviewer', $1, gen_random_uuid())
     RETURNING id::text AS id`,
    [centreId],
  );
  return row?.id ?? "";
}

export async function storeDirectoryToken(): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO directory_token (id, name, token_hash, requested_by_id)
     VALUES (gen_random_uuid(), 'test', gen_random_uuid()::text, gen_random_uuid())
     RETURNING id::text AS id`,
  );
  return row?.id ?? "";
}

export async function storeJob(): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `SELECT id::text AS id
       FROM graphile_worker.add_job('fold-variances', run_at := now() + interval '1 year')`,
  );
  return row?.id ?? "";
}
