/** Rules that give a role to whoever is in a group of an identity provider. */
import { z } from "zod";
import { instantSchema } from "./basics";
import { grantedRoleSchema, storedRoleSchema } from "./user";

/** POST /api/role-rules makes one rule for each role. */
export const addRoleRulesSchema = z.object({
  provider: z.string().min(1).max(40),
  group: z.string().trim().min(1, "Enter a group").max(256, "Use at most 256 characters"),
  roles: z.array(grantedRoleSchema).min(1).max(100),
});
export type AddRoleRules = z.infer<typeof addRoleRulesSchema>;
/** `waiting` is how many of them a second administrator has to confirm. */
export const addedRoleRulesSchema = z.object({ added: z.int(), waiting: z.int() });

export const roleRuleKeySchema = z.object({ ruleId: z.uuid() });

const roleRuleSchema = z.object({
  id: z.string(),
  provider: z.string(),
  /** Null when the configuration does not name the provider any more. */
  providerName: z.string().nullable(),
  group: z.string(),
  role: storedRoleSchema,
  requestedBy: z.string(),
  requestedAt: instantSchema,
  confirmedBy: z.string().nullable(),
  /** It grants nothing until a second administrator confirms it. */
  isWaiting: z.boolean(),
  /** Who was in the group when they last signed in. */
  people: z.int(),
  /** Why the reader can't confirm it; null: the reader can, or nobody needs to. */
  refusal: z.enum(["own-request", "own-account"]).nullable(),
});
export type RoleRule = z.infer<typeof roleRuleSchema>;

/** An identity provider of the configuration. */
const providerSchema = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  groupsClaim: z.string(),
  /** A sign-in is refused unless its ID token states one of each, where any are listed. */
  acrValues: z.array(z.string()),
  amrValues: z.array(z.string()),
  /** Whether a proof is dated by `auth_time`; the provider's word has to do otherwise. */
  statesAuthTime: z.boolean(),
  /** What to register at the provider. */
  addresses: z.object({
    redirect: z.string(),
    afterSignOut: z.string(),
    backChannelLogout: z.string(),
  }),
});
export type IdentityProvider = z.infer<typeof providerSchema>;

export const roleRuleListSchema = z.object({
  isOnlyAdministrator: z.boolean(),
  providers: z.array(providerSchema),
  rules: z.array(roleRuleSchema),
});
export type RoleRuleList = z.infer<typeof roleRuleListSchema>;
