/** Passkeys (WebAuthn Level 3): what a browser is asked for, and what it returns, in JSON. */
import { z } from "zod";
import { instantSchema } from "./basics";
import { currentPasswordSchema } from "./user";

/** The longest credential id that the standard allows has 1,023 bytes. */
const credentialIdSchema = z.string().regex(/^[\w-]{1,1400}$/);
const bytesSchema = (max: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(max);

export const TRANSPORTS = [
  "ble",
  "cable",
  "hybrid",
  "internal",
  "nfc",
  "smart-card",
  "usb",
] as const;
const descriptorSchema = z.object({
  id: credentialIdSchema,
  type: z.literal("public-key"),
  transports: z.array(z.enum(TRANSPORTS)).optional(),
});

const USER_VERIFICATION = ["discouraged", "preferred", "required"] as const;

/** What `navigator.credentials.get` is given. */
export const passkeyRequestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  /** None: the browser offers every passkey that it has for this installation. */
  allowCredentials: z.array(descriptorSchema).optional(),
  userVerification: z.enum(USER_VERIFICATION),
});
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>;

/** What `navigator.credentials.create` is given. */
export const passkeyCreationSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal("public-key") })),
  timeout: z.int(),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.object({
    residentKey: z.enum(["preferred", "required"]),
    requireResidentKey: z.boolean(),
    userVerification: z.enum(USER_VERIFICATION),
  }),
  attestation: z.literal("none"),
});
export type PasskeyCreation = z.infer<typeof passkeyCreationSchema>;

/** What an authenticator signed. */
export const assertionSchema = z.object({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: bytesSchema(4_000),
    authenticatorData: bytesSchema(4_000),
    signature: bytesSchema(8_000),
    userHandle: bytesSchema(100).nullish(),
  }),
});
export type Assertion = z.infer<typeof assertionSchema>;

/** A confirmation precedes a change of factors; a proof is fresh for what takes one. */
export const startConfirmationSchema = z.object({ purpose: z.enum(["confirmation", "proof"]) });

export const startPasskeySchema = z.object({ password: currentPasswordSchema });

const passkeyNameSchema = z.string().trim().min(1, "Enter a name").max(60);

/** What an authenticator made; where it was made is not asked, so that no attestation counts. */
export const addPasskeySchema = z.object({
  name: passkeyNameSchema,
  credential: z.object({
    id: credentialIdSchema,
    rawId: credentialIdSchema,
    type: z.literal("public-key"),
    response: z.object({
      clientDataJSON: bytesSchema(4_000),
      attestationObject: bytesSchema(20_000),
      transports: z.array(z.string().max(40)).max(20).optional(),
    }),
  }),
});
export type NewPasskey = z.infer<typeof addPasskeySchema>;

/** Recovery codes come with the first factor alone; they are shown once. */
export const addedPasskeySchema = z.object({ id: z.string(), codes: z.array(z.string()) });

export const renamePasskeySchema = z.object({ passkeyId: z.uuid(), name: passkeyNameSchema });

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
  /** Null: never since it was added. */
  lastUsedAt: instantSchema.nullable(),
});
export type PasskeyRow = z.infer<typeof passkeySchema>;
