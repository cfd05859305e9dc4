import "server-only";

/**
 * Compares e-mail and password with what is stored. Every try takes the same path, known account or
 * not, and the response never reveals which of the two was wrong.
 */
import { z } from "zod";
import { emailSchema } from "@/lib/contracts/user";
import { prisma } from "../db/client";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";
import { ADMITS_PASSWORD, signsInByProvidersOnly } from "./admits-password";
import { readKnownDevice } from "./known-device";
import { verifyPassword } from "./password";
import type { Factor, PinSession } from "./session";
import { forgiveAttempt, takeAttempt } from "./throttle";

export type SignedIn = {
  id: string;
  name: string;
  email: string;
  version: number;
  factors: readonly Factor[];
  /** Set when they signed in with a PIN on a shared device, which has a name. */
  pin?: PinSession & { device: string };
};
export type SignInOutcome =
  | { kind: "signed-in"; user: SignedIn }
  /** `userId` is the account's, and never leaves the server. */
  | { kind: "refused"; userId?: string }
  /** As "refused", where passwords open one account alone. */
  | { kind: "only-providers"; userId?: string }
  | { kind: "passkey-refused"; userId?: string }
  | { kind: "device-refused" | "pin-refused" | "pin-locked" }
  | { kind: "throttled"; seconds: number };

/** Longer ones are refused unhashed, so that the work does not grow with what a stranger sends. */
const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

/** Where a try comes from; `device` is the cookie of a browser that has signed in before. */
export type SignInSender = { address: string; device?: string | undefined };
/** No account has it. */
const NO_VERSION = 0;
type Tools = { now?: Date; verify?: typeof verifyPassword };

export async function signIn(
  sent: unknown,
  sender: SignInSender,
  { now = new Date(), verify = verifyPassword }: Tools = {},
): Promise<SignInOutcome> {
  const credentials = credentialsSchema.safeParse(sent);
  if (!credentials.success) return { kind: "refused" };
  const { email, password } = credentials.data;
  const found = await prisma().user.findUnique({
    where: { email },
    select: {
      id: true,
      name: true,
      email: true,
      passwordHash: true,
      sessionVersion: true,
    },
  });
  const account = { email, version: found?.sessionVersion ?? NO_VERSION };
  const device = readKnownDevice(sender.device, account);
  const made = { email, address: sender.address, device };
  const seconds = await takeAttempt(made, now);
  if (seconds > 0) return { kind: "throttled", seconds };

  // A right password of an account that none opens looks like a wrong one of the other account.
  const kind = (await signsInByProvidersOnly()) ? "only-providers" : "refused";
  const matches = await verify(found?.passwordHash ?? null, password);
  if (found === null || !matches || !(await mayEnter(found.id))) {
    return found === null ? { kind } : { kind, userId: found.id };
  }
  await forgiveAttempt(made);
  const { id, name, sessionVersion: version } = found;
  const user = { id, name, email: found.email, version, factors: ["password"] as const };
  return { kind: "signed-in", user };
}

async function mayEnter(userId: string): Promise<boolean> {
  const rows = await sql(
    `SELECT u.id FROM "user" u WHERE u.id = $1::uuid AND ${IS_ENABLED} AND ${ADMITS_PASSWORD}`,
    [userId],
  );
  return rows.length > 0;
}
