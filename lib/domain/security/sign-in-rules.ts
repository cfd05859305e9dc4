/** How people sign in: who needs a second factor, and whether passwords open anything at all. */
import { type Role, ROLES } from "../permission";

export const FACTOR_REQUIRED_OF = ["nobody", "signatories", "everybody"] as const;
/** Signatories are those who sign days off, and those who grant rights. */
export type FactorRequiredOf = (typeof FACTOR_REQUIRED_OF)[number];

export type SignInRules = {
  factorRequiredOf: FactorRequiredOf;
  /** Passwords and passkeys open nothing; identity providers sign people in. */
  onlyProviders: boolean;
  /** The one account that a password opens all the same. */
  emergencyUserId: string | null;
};

/** An installation from before there were rules goes on as it was. */
export const USUAL_SIGN_IN_RULES: SignInRules = {
  factorRequiredOf: "nobody",
  onlyProviders: false,
  emergencyUserId: null,
};
/** A new installation begins with these. */
export const NEW_SIGN_IN_RULES: Partial<SignInRules> = { factorRequiredOf: "signatories" };

/** Whoever has none of the roles needs none; without any role nobody may do anything. */
export const ROLES_WITH_FACTOR: Record<FactorRequiredOf, readonly Role[]> = {
  nobody: [],
  signatories: ["approver", "administrator"],
  everybody: ROLES,
};

export const ONLY_PROVIDERS_REFUSALS = [
  "allowed-by-operator",
  "no-provider",
  "no-emergency-account",
  "nobody-by-provider",
] as const;
export type OnlyProvidersRefusal = (typeof ONLY_PROVIDERS_REFUSALS)[number];

export type OnlyProvidersFacts = {
  /** The environment lets passwords in. */
  isAllowedByOperator: boolean;
  hasProvider: boolean;
  /** The emergency account is of an administrator of everything, who has a password. */
  isEmergencyAccountGood: boolean;
  /** Administrators besides that account whom a provider of today has signed in before. */
  administratorsByProvider: number;
};

/** Says what would lock everybody out. */
export function refuseOnlyProviders(facts: OnlyProvidersFacts): OnlyProvidersRefusal | null {
  if (facts.isAllowedByOperator) return "allowed-by-operator";
  if (!facts.hasProvider) return "no-provider";
  if (!facts.isEmergencyAccountGood) return "no-emergency-account";
  return facts.administratorsByProvider === 0 ? "nobody-by-provider" : null;
}
