import "server-only";

/**
 * Signs in with a passkey alone: the browser offers those that it has, and the one that was chosen
 * says whose it is. The response never reveals what was wrong.
 */
import { assertionSchema } from "@/lib/contracts/passkey";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";
import { ADMITS_PASSWORD } from "./admits-password";
import { readKnownDevice } from "./known-device";
import { findPasskey, takeAssertion } from "./passkey";
import type { SignedIn, SignInOutcome, SignInSender } from "./sign-in";
import { forgiveAttempt, takeAttempt } from "./throttle";

type Account = Pick<SignedIn, "id" | "name" | "email" | "version"> & { isDisabled: boolean };

/** `csrfToken` is that of the browser which asked for the challenge. */
export async function signInByPasskey(
  sent: string | undefined,
  csrfToken: string,
  sender: SignInSender,
): Promise<SignInOutcome> {
  const assertion = parseAssertion(sent);
  if (assertion === null) return { kind: "passkey-refused" };
  const stored = await findPasskey(assertion.id);
  const account = stored === null ? null : await findAccount(stored.userId);
  const device = account === null ? null : readKnownDevice(sender.device, account);
  const named = account === null ? assertion.id : account.id;
  const made = { email: `passkey of ${named}`, address: sender.address, device };
  const seconds = await takeAttempt(made, new Date());
  if (seconds > 0) return { kind: "throttled", seconds };
  if (stored === null || account === null) return { kind: "passkey-refused" };
  const { isDisabled, ...person } = account;
  const refused = { kind: "passkey-refused", userId: person.id } as const;
  if (isDisabled) return refused;
  const ceremony = { purpose: "sign-in", binding: csrfToken } as const;
  if (!(await takeAssertion(assertion, stored, ceremony))) return refused;
  await forgiveAttempt(made);
  return { kind: "signed-in", user: { ...person, factors: ["passkey"] } };
}

async function findAccount(userId: string): Promise<Account | null> {
  const [account] = await sql<Account>(
    `SELECT u.id::text AS id, u.name, u.email, u.session_version AS version,
            NOT (${IS_ENABLED} AND ${ADMITS_PASSWORD}) AS "isDisabled"
       FROM "user" u WHERE u.id = $1::uuid`,
    [userId],
  );
  return account ?? null;
}

/** In the field of a form, it is the text of a JSON object. */
export function parseAssertion(sent: string | undefined) {
  try {
    const parsed = assertionSchema.safeParse(JSON.parse(sent ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
