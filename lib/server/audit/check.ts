import "server-only";

/**
 * Verifies the audit trail on demand: one verification at a time, and no longer than a request may
 * take.
 */
import type { z } from "zod";
import type { VerificationResult, verifyAuditTrailSchema } from "@/lib/contracts/audit";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { log } from "../log";
import { anchorText, requireEverywhere } from "./head";
import { type Verification, verifyAudit } from "./verify";

const MS_MAX = 45_000;

let isRunning = false;

export async function checkAudit(
  scope: Scope<"audit:view">,
  { head }: z.output<typeof verifyAuditTrailSchema>,
): Promise<VerificationResult> {
  requireEverywhere(scope);
  if (isRunning) {
    const message = "The trail is being checked already. Try again in a moment.";
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: 10 });
  }
  isRunning = true;
  try {
    return verificationResult(await verifyAudit({ anchor: head ?? null, msMax: MS_MAX }));
  } finally {
    isRunning = false;
  }
}

function verificationResult({ head, broken, isComplete }: Verification): VerificationResult {
  const about = { part: "audit", head: anchorText(head), complete: isComplete };
  if (broken === null) log().info(about, "the trail holds up to this head");
  else log().error({ ...about, ...broken }, "the trail is broken after this head");
  return {
    ok: broken === null,
    complete: isComplete,
    entries: head.id,
    head: { id: String(head.id), hash: head.hash },
    firstBroken: broken === null ? null : { id: String(broken.id), fault: broken.fault },
  };
}
