/**
 * Reads how an identity provider says that somebody signed in there: the class of the sign-in
 * ("acr") and its methods ("amr"), as OpenID Connect Core 1.0 and RFC 8176 name them.
 */
export type Assurance = { acr: string | null; amr: readonly string[] };

/** What an ID token has to say; nothing is required by an empty list. */
export type RequiredAssurance = { acrValues: readonly string[]; amrValues: readonly string[] };

export const ASSURANCE_CHARACTERS_MAX = 200;
const METHODS_MAX = 20;

export function readAssurance(claims: Readonly<Record<string, unknown>>): Assurance {
  const { acr, amr } = claims;
  const methods = [amr].flat().filter(isShortText).slice(0, METHODS_MAX);
  return { acr: isShortText(acr) ? acr : null, amr: [...new Set(methods)] };
}

/** One of the classes, and one of the methods. */
export function isAssured(
  { acr, amr }: Assurance,
  { acrValues, amrValues }: RequiredAssurance,
): boolean {
  const hasClass = acrValues.length === 0 || (acr !== null && acrValues.includes(acr));
  const hasMethod = amrValues.length === 0 || amr.some((method) => amrValues.includes(method));
  return hasClass && hasMethod;
}

function isShortText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= ASSURANCE_CHARACTERS_MAX;
}
