/** Reads which groups an identity provider puts somebody into. */

/** Stands for SCIM where a rule names a provider, whose ids begin with a letter. */
export const DIRECTORY = "@directory";

const GROUPS_MAX = 2_000;
const CHARACTERS_MAX = 256;

/**
 * Returns null when the provider has left them out because there are too many: Entra ID then names
 * the claim in "_claim_names" (OpenID Connect Core 1.0, 5.6.2) or sets "hasgroups". Somebody
 * without the claim is in no group.
 */
export function readGroups(
  claims: Readonly<Record<string, unknown>>,
  name: string,
): readonly string[] | null {
  const elsewhere = claims["_claim_names"];
  const isElsewhere =
    typeof elsewhere === "object" && elsewhere !== null && Object.hasOwn(elsewhere, name);
  if (isElsewhere || (name === "groups" && claims["hasgroups"] === true)) return null;
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const groups = [value].flat().filter((one) => typeof one === "string");
  if (groups.length > GROUPS_MAX) return null;
  return [...new Set(groups.filter((one) => one.length <= CHARACTERS_MAX))];
}
