import "server-only";

/**
 * Finds the account of somebody whom an identity provider has signed in. Issuer and subject decide
 * once they are linked. An e-mail address links them once: if the provider has verified it, may
 * speak for its domain, and has not linked anybody else to the account. Deactivated accounts stay
 * out.
 */
import { emailSchema } from "@/lib/contracts/user";
import { isAssured } from "@/lib/domain/sign-on/assurance";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { personal } from "../audit/personal-values";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction, sql as once, type Sql } from "../db/sql";
import type { OidcProvider } from "../env-oidc";
import { applyRules, hasRules } from "./apply-rules";
import type { Identity } from "./redeem-code";

const NAME_CHARACTERS_MAX = 120;

export type MatchedAccount = { id: string; name: string; email: string; version: number };
export type MatchOutcome =
  | { kind: "signed-in"; user: MatchedAccount }
  | { kind: "sso-unknown" | "sso-disabled" }
  /** The provider does not say that they signed in as its configuration requires. */
  | { kind: "sso-weak" }
  /** The provider left out the groups that rules ask for. */
  | { kind: "sso-groups" };

type AccountRow = MatchedAccount & { disabled: boolean };
type Found = { account: AccountRow; entries: AuditEntry[] };

export async function matchAccount(
  provider: OidcProvider,
  identity: Identity,
): Promise<MatchOutcome> {
  const { groups, assurance } = identity;
  if (!isAssured(assurance, provider)) return { kind: "sso-weak" };
  return inTransaction(async ({ sql }) => {
    if (groups === null && (await hasRules(sql, provider.id))) return { kind: "sso-groups" };
    const found =
      (await findLinked(sql, provider, identity)) ?? (await link(sql, provider, identity));
    if (found === null) return { kind: "sso-unknown" };
    const { disabled, ...user } = found.account;
    if (disabled) return { kind: "sso-disabled" };
    const member = { userId: user.id, provider: provider.id, groups: groups ?? [] };
    const granted = await applyRules(sql, member);
    await appendAuditAll(sql, [...found.entries, ...granted]);
    return { kind: "signed-in", user };
  });
}

/** Returns whose account it is, and changes nothing; null when the subject is linked to none. */
export async function findLinkedPerson(
  { issuer }: OidcProvider,
  { sub }: Identity,
): Promise<string | null> {
  const [linked] = await once<{ userId: string }>(
    `SELECT a.user_id::text AS "userId" FROM external_account a
      WHERE a.issuer = $1 AND a.subject = $2`,
    [issuer, sub],
  );
  return linked?.userId ?? null;
}

async function findLinked(
  sql: Sql,
  { issuer }: OidcProvider,
  { sub }: Identity,
): Promise<Found | null> {
  const [account] = await sql<AccountRow>(
    `UPDATE external_account a SET last_used_at = now()
       FROM "user" u
      WHERE a.issuer = $1 AND a.subject = $2 AND u.id = a.user_id
      RETURNING u.id, u.name, u.email, u.session_version AS version,
                NOT ${IS_ENABLED} AS disabled`,
    [issuer, sub],
  );
  return account === undefined ? null : { account, entries: [] };
}

async function link(sql: Sql, provider: OidcProvider, identity: Identity): Promise<Found | null> {
  const email = trustedEmail(provider, identity);
  if (email === null) return null;
  const [existing] = await sql<AccountRow>(
    `SELECT u.id, u.name, u.email, u.session_version AS version,
            NOT ${IS_ENABLED} AS disabled
       FROM "user" u WHERE u.email = $1 FOR UPDATE`,
    [email],
  );
  if (existing?.disabled === true) return { account: existing, entries: [] };
  if (existing === undefined && !provider.createsAccounts) return null;
  const account = existing ?? (await createAccount(sql, email, identity));
  if (account === null) return null;
  // An address that the provider gives to another person later does not give them the account.
  const linked = await sql(
    `INSERT INTO external_account (issuer, subject, user_id, provider) VALUES ($1, $2, $3::uuid, $4)
     ON CONFLICT DO NOTHING RETURNING subject`,
    [provider.issuer, identity.sub, account.id, provider.id],
  );
  if (linked.length === 0) return null;
  const { issuer, id } = provider;
  const externalId = personal(account.id, identity.sub);
  const after = { userId: account.id, provider: id, issuer, externalId };
  const entries: AuditEntry[] = [{ actorId: account.id, action: "user.provider-linked", after }];
  if (existing === undefined) {
    const { id: userId, name } = account;
    const person = { email: personal(userId, email), name: personal(userId, name) };
    const created = { userId, ...person, provider: id };
    entries.unshift({ actorId: null, action: "user.created-by-provider", after: created });
  }
  return { account, entries };
}

async function createAccount(
  sql: Sql,
  email: string,
  { name }: Identity,
): Promise<AccountRow | null> {
  const shown = (name?.trim() ?? "") || (email.split("@")[0] ?? email);
  const [account] = await sql<AccountRow>(
    `INSERT INTO "user" (id, email, name) VALUES (gen_random_uuid(), $1, $2)
     ON CONFLICT (email) DO NOTHING
     RETURNING id, name, email, session_version AS version, false AS disabled`,
    [email, shown.slice(0, NAME_CHARACTERS_MAX)],
  );
  return account ?? null;
}

function trustedEmail({ domains }: OidcProvider, { verifiedEmail }: Identity): string | null {
  const parsed = emailSchema.safeParse(verifiedEmail);
  if (!parsed.success) return null;
  const domain = parsed.data.split("@").at(-1) ?? "";
  return domains.includes(domain) ? parsed.data : null;
}
