/** The second factor of a person: codes of an authenticator app, and recovery codes. */
import { z } from "zod";
import { PASSWORD_CHARACTERS_MAX } from "../domain/password";
import { instantSchema } from "./basics";

export const secondFactorSchema = z.object({
  /** Null: the person signs in with the password alone. */
  since: instantSchema.nullable(),
  recoveryCodesLeft: z.int(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

export const startTotpSchema = z.object({
  password: z.string().min(1).max(PASSWORD_CHARACTERS_MAX),
});
export const startedTotpSchema = z.object({
  /** For typing, where no camera reads the picture. */
  secret: z.string(),
  /** The picture of the address: the dark squares of a QR code as the path of an SVG. */
  picture: z.object({ size: z.int(), path: z.string() }),
});
export type StartedTotp = z.infer<typeof startedTotpSchema>;

/** A code of the app, or a recovery code. */
export const secondFactorCodeSchema = z.object({ code: z.string().trim().min(6).max(40) });

/** They are shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });
