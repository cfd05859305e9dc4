/** Users, their roles, their invitations, and their API tokens. */
import { z } from "zod";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "../domain/password";
import { PERMISSIONS, ROLES, TOKEN_PERMISSIONS } from "../domain/permission";
import { businessDateSchema, idSchema, instantSchema } from "./basics";
import { pageCountField, pageFields } from "./page";

export const grantedRoleSchema = z.union([
  z.strictObject({
    /** "*" stands for every centre. */
    centreId: z.union([z.literal("*"), idSchema]),
    role: z.enum(ROLES),
  }),
  /** A role on a node of the organisation counts in every centre below it. */
  z.strictObject({ nodeId: idSchema, role: z.enum(ROLES) }),
]);

/** As it is stored, with an id of any form. */
export const storedRoleSchema = z.union([
  z.object({ centreId: z.string(), role: z.enum(ROLES) }),
  z.object({ nodeId: z.string(), role: z.enum(ROLES) }),
]);

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Use an address such as name@example.com").max(254));

export const passwordSchema = z
  .string()
  .min(PASSWORD_CHARACTERS_MIN, `Use at least ${PASSWORD_CHARACTERS_MIN} characters`)
  .max(PASSWORD_CHARACTERS_MAX);

/** The one that somebody has, however short it was made. */
export const currentPasswordSchema = z.string().min(1).max(PASSWORD_CHARACTERS_MAX);

export const createUserSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1, "Enter a name").max(120, "Use at most 120 characters"),
  roles: z.array(grantedRoleSchema).max(500),
  /** An only administrator may see the link although there is a mail server. */
  showLink: z.boolean().optional(),
});
/** "provider": there is none, because the person signs in through an identity provider. */
export const linkDeliverySchema = z.enum(["shown", "mailed", "provider"]);
/** The link is null when it goes by mail to the person's own address. */
const sentLinkFields = {
  inviteUrl: z.string().nullable(),
  delivery: linkDeliverySchema,
};
/** `waiting` are the roles that a second administrator has to confirm. */
export const createdUserSchema = z.object({
  id: z.string(),
  ...sentLinkFields,
  waiting: z.array(storedRoleSchema),
});

export const changeUserSchema = z.object({
  userId: z.uuid(),
  name: z.string().trim().min(1).max(120).optional(),
  roles: z.array(grantedRoleSchema).max(500).optional(),
  disabled: z.boolean().optional(),
  /** From this business date on nobody gets in with the account; null: without an end. */
  endsOn: businessDateSchema.nullable().optional(),
});

export const changedUserSchema = z.object({
  id: z.string(),
  waiting: z.array(storedRoleSchema),
});

const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** Those that were given by hand. */
  roles: z.array(storedRoleSchema),
  /** Those that rules give to the groups of an identity provider. */
  ruleRoles: z.array(storedRoleSchema),
  /** An invited user has not set a password yet. */
  state: z.enum(["active", "invited", "disabled"]),
  createdAt: instantSchema,
  /** The business date on which the account ends. */
  endsOn: z.string().nullable(),
  hasEnded: z.boolean(),
  /** Signing in takes a code besides the password. */
  hasSecondFactor: z.boolean(),
  /** Beyond those that the reader administers: then the account is not theirs to change. */
  hasRolesElsewhere: z.boolean(),
});
export type UserRow = z.infer<typeof userSchema>;
/** GET /api/users */
export const userSearchSchema = z.object({
  ...pageFields,
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
});
export const userListSchema = z.object({ users: z.array(userSchema), ...pageCountField });
export type FoundUsers = { users: UserRow[]; count: number };

/** POST /api/users/{userId}/invitation creates a new link; earlier links stop working. */
export const inviteSchema = z.object({ userId: z.uuid() });
/** "waiting": a second administrator has to confirm the link, because there is a password. */
export const invitedSchema = z.object({
  inviteUrl: z.string().nullable(),
  delivery: z.enum([...linkDeliverySchema.options, "waiting"]),
});

export const acceptInvitationSchema = z.object({
  token: z.string().min(20).max(100),
  password: passwordSchema,
  /** Only the set-up link of a new installation requires it; otherwise it is ignored. */
  email: emailSchema.optional(),
  name: z.string().trim().min(1).max(120).optional(),
});
export const acceptedInvitationSchema = z.object({ email: z.string() });

/** PUT /api/me/password ends all sessions and API tokens of the caller. */
export const changePasswordSchema = z.object({
  current: currentPasswordSchema,
  password: passwordSchema,
});
export const changedPasswordSchema = z.object({ email: z.string() });

const networkSchema = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  "Use an address such as 192.0.2.7, or a network such as 192.0.2.0/24",
);

export const createTokenSchema = z.object({
  name: z.string().trim().min(1).max(80),
  permissions: z.array(z.enum(TOKEN_PERMISSIONS, "No token may be given this")).min(1),
  expiresInDays: z.int().min(1).max(366).default(90),
  /** Where it may be used from; none: from everywhere. */
  networks: z.array(networkSchema).max(20).optional(),
});
/** `token` is shown only once, because only its hash is stored. */
export const createdTokenSchema = z.object({ id: z.string(), token: z.string() });
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.enum(TOKEN_PERMISSIONS)),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  lastUsedFrom: z.string().nullable(),
  networks: z.array(z.string()),
});
export const tokenListSchema = z.object({ tokens: z.array(tokenSchema) });

/** GET /api/me returns the signed-in user and what a screen may offer to them. */
export const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** Where roles count today: those on a node are listed for each centre below it. */
  roles: z.array(z.object({ centreId: z.string(), role: z.enum(ROLES) })),
});
export type Me = z.infer<typeof meSchema>;
