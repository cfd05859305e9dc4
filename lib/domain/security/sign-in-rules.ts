/** Who has to have a second factor to sign in: an administrator's choice. */
import { type Role, ROLES } from "../permission";

export const FACTOR_REQUIRED_OF = ["nobody", "signatories", "everybody"] as const;
/** Signatories are those who sign days off, and those who grant rights. */
export type FactorRequiredOf = (typeof FACTOR_REQUIRED_OF)[number];

export type SignInRules = { factorRequiredOf: FactorRequiredOf };

/** An installation from before there were rules goes on as it was. */
export const USUAL_SIGN_IN_RULES = { factorRequiredOf: "nobody" } as const satisfies SignInRules;
/** Of an installation that begins. */
export const NEW_SIGN_IN_RULES = {
  factorRequiredOf: "signatories",
} as const satisfies SignInRules;

/** Whoever has none of the roles needs none; without any role nobody may do anything. */
export const ROLES_WITH_FACTOR: Record<FactorRequiredOf, readonly Role[]> = {
  nobody: [],
  signatories: ["approver", "administrator"],
  everybody: ROLES,
};
