import "server-only";

/** Lists the rules about groups, and the identity providers that they may name. */
import type { IdentityProvider, RoleRule, RoleRuleList } from "@/lib/contracts/role-rule";
import { refuseDecision } from "@/lib/domain/access-request";
import type { Role, Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { signedOutUri } from "../sso/end-session-url";
import { redirectUri } from "../sso/redeem-code";
import { listRoles } from "./access-requests";
import { isOnlyAdministrator } from "./only-administrator";

type Row = Omit<RoleRule, "providerName" | "role" | "requestedAt" | "refusal"> & {
  role: Role;
  centreId: string | null;
  nodeId: string | null;
  requestedById: string;
  requestedAt: Date;
  isMember: boolean;
};

export async function listRoleRules(by: Scope<"security:administer">): Promise<RoleRuleList> {
  const { actorId } = by;
  const [isOnly, rows] = await Promise.all([
    isOnlyAdministrator(sql, by),
    sql<Row>(
      `SELECT r.id::text AS id, r.provider, r.group_name AS "group", r.role,
              r.centre_id AS "centreId", r.node_id AS "nodeId",
              r.requested_by_id::text AS "requestedById", r.requested_at AS "requestedAt",
              coalesce(b.name, '') AS "requestedBy", c.name AS "confirmedBy",
              r.confirmed_at IS NULL AS "isWaiting",
              (SELECT count(*)::int FROM rule_grant g WHERE g.rule_id = r.id) AS people,
              EXISTS (SELECT FROM rule_grant g
                       WHERE g.rule_id = r.id AND g.user_id = $1::uuid) AS "isMember"
         FROM role_rule r
         LEFT JOIN "user" b ON b.id = r.requested_by_id
         LEFT JOIN "user" c ON c.id = r.confirmed_by_id
        ORDER BY (r.confirmed_at IS NOT NULL), r.provider, lower(r.group_name), r.group_name,
                 r.role, r.centre_id, r.node_id`,
      [actorId],
    ),
  ]);
  const providers = env().oidcProviders.map(describeProvider);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const rules = rows.flatMap((row): RoleRule[] =>
    listRoles(row).map((role) => ({
      id: row.id,
      provider: row.provider,
      providerName: names.get(row.provider) ?? null,
      group: row.group,
      role,
      requestedBy: row.requestedBy,
      requestedAt: row.requestedAt.toISOString(),
      confirmedBy: row.confirmedBy,
      isWaiting: row.isWaiting,
      people: row.people,
      refusal: row.isWaiting ? refuse(row, actorId, isOnly) : null,
    })),
  );
  return { isOnlyAdministrator: isOnly, providers, rules };
}

/** Without its secret. */
function describeProvider(provider: OidcProvider): IdentityProvider {
  const { id, name, issuer, groupsClaim, acrValues, amrValues, statesAuthTime } = provider;
  const addresses = {
    redirect: redirectUri(provider),
    afterSignOut: signedOutUri(),
    backChannelLogout: `${env().baseUrl}/api/auth/back-channel-logout/${id}`,
  };
  return { id, name, issuer, groupsClaim, acrValues, amrValues, statesAuthTime, addresses };
}

function refuse({ requestedById, isMember }: Row, actorId: string, isOnly: boolean) {
  const userId = isMember ? actorId : "";
  return refuseDecision({ actorId, requestedById, userId, isOnlyAdministrator: isOnly });
}
