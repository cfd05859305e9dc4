/** The second factors of a person: an authenticator app, passkeys, and recovery codes. */
import { z } from "zod";
import { instantSchema } from "./basics";
import { assertionSchema, passkeySchema } from "./passkey";
import { currentPasswordSchema } from "./user";

export const secondFactorSchema = z.object({
  /** Since when sign-in takes codes of an app; null: there is none. */
  since: instantSchema.nullable(),
  passkeys: z.array(passkeySchema),
  /** False where browsers allow no passkeys: without HTTPS, and under an address. */
  offersPasskeys: z.boolean(),
  recoveryCodesLeft: z.int(),
  /** Their roles take one, so that the last one stays. */
  isRequired: z.boolean(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

export const startTotpSchema = z.object({
  password: currentPasswordSchema,
});
export const startedTotpSchema = z.object({
  /** For typing, where no camera reads the picture. */
  secret: z.string(),
  /** The picture of the address: the dark squares of a QR code as the path of an SVG. */
  picture: z.object({ size: z.int(), path: z.string() }),
});
export type StartedTotp = z.infer<typeof startedTotpSchema>;

/** A code of an app, or a recovery code. */
export const codeSchema = z.string().trim().min(6).max(40);

/** A code of the app. */
export const secondFactorCodeSchema = z.object({ code: codeSchema });

/** A code of the app, a recovery code, or what a passkey signed. */
const proofFields = { code: codeSchema.optional(), assertion: assertionSchema.optional() };
const ONE_PROOF = "Send either a code or an assertion";

export const secondFactorProofSchema = z.object(proofFields).refine(isOneProof, ONE_PROOF);
export type SecondFactorProof = z.infer<typeof secondFactorProofSchema>;

export const removePasskeySchema = z
  .object({ passkeyId: z.uuid(), ...proofFields })
  .refine(isOneProof, ONE_PROOF);

function isOneProof({ code, assertion }: { code?: unknown; assertion?: unknown }): boolean {
  return (code === undefined) !== (assertion === undefined);
}

/** "waiting": a second administrator has to confirm it. */
export const removedSecondFactorSchema = z.object({ outcome: z.enum(["removed", "waiting"]) });

/** They are shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });
