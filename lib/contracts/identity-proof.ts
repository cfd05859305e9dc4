/** Proving again, within a session, who is there. */
import { z } from "zod";
import { assertionSchema } from "./passkey";
import { codeSchema } from "./second-factor";
import { currentPasswordSchema } from "./user";

export const proofWaysSchema = z.object({
  /** What takes a fresh proof is possible now. */
  isFresh: z.boolean(),
  /** The account has a password. */
  byPassword: z.boolean(),
  /** A passkey that verifies its user is enough, without the password. */
  byPasskey: z.boolean(),
  /** With the password comes a code of the authenticator app, or a recovery code. */
  needsCode: z.boolean(),
  /** The identity providers at which the account signs in. */
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ProofWays = z.infer<typeof proofWaysSchema>;

/** A password, with a code where sign-in takes one, or what a passkey signed. */
export const proveIdentitySchema = z
  .object({
    password: currentPasswordSchema.optional(),
    code: codeSchema.optional(),
    assertion: assertionSchema.optional(),
  })
  .refine(
    ({ password, assertion }) => (password === undefined) !== (assertion === undefined),
    "Send either a password or an assertion",
  );
export type ProveIdentity = z.infer<typeof proveIdentitySchema>;
