/** How people sign in, as administrators decide. */
import { z } from "zod";
import { FACTOR_REQUIRED_OF } from "../domain/security/sign-in-rules";

const rulesSchema = z.object({
  /** Signatories are approvers and administrators. */
  factorRequiredOf: z.enum(FACTOR_REQUIRED_OF),
  /** Identity providers sign people in, and no password or passkey does. */
  onlyProviders: z.boolean(),
  /** The one account that a password opens all the same. */
  emergencyUserId: z.uuid().nullable(),
});

export const signInRulesSchema = rulesSchema.extend({ version: z.int() });
export type SignInRulesRow = z.infer<typeof signInRulesSchema>;

export const saveSignInRulesSchema = rulesSchema.extend({ basedOnVersion: z.int().min(0) });
export type SaveSignInRules = z.infer<typeof saveSignInRulesSchema>;
