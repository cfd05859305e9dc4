import "server-only";

/** Records how a try to sign in ended. */
import type { SecurityKind } from "@/lib/domain/security/events";
import { recordSecurityEvent } from "../security-log/record";
import type { SignInOutcome } from "./sign-in";

const KINDS: Record<SignInOutcome["kind"], SecurityKind> = {
  "signed-in": "sign-in-succeeded",
  refused: "sign-in-failed",
  "only-providers": "sign-in-failed",
  "passkey-refused": "sign-in-failed",
  throttled: "sign-in-delayed",
  "device-refused": "device-refused",
  "pin-refused": "pin-failed",
  "pin-locked": "pin-locked",
};

export function recordSignIn(
  request: Request,
  outcome: SignInOutcome,
  { account, isEmergency }: { account: string | undefined; isEmergency: boolean },
): void {
  const personId = personOf(outcome);
  recordSecurityEvent(request, { kind: KINDS[outcome.kind], personId, account });
  if (isEmergency) recordSecurityEvent(request, { kind: "emergency-sign-in", personId });
}

function personOf(outcome: SignInOutcome): string | undefined {
  if (outcome.kind === "signed-in") return outcome.user.id;
  return "userId" in outcome ? outcome.userId : undefined;
}
