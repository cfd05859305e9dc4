import "server-only";

/**
 * Verifies the audit trail on demand, against what witnesses have confirmed: one verification at a
 * time, and no longer than a request may take.
 */
import type { z } from "zod";
import type { VerificationResult, verifyAuditTrailSchema } from "@/lib/contracts/audit";
import type { WitnessReport } from "@/lib/contracts/witness";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import type { WitnessedRoot } from "../audit/compare-roots";
import { log } from "../log";
import { anchorText, requireEverywhere } from "../audit/head";
import { type Verification, verifyAudit } from "../audit/verify";
import { collectWitnessed } from "./collect";
import { readWitnessed } from "./witnessed";

const MS_MAX = 45_000;

let isRunning = false;

export async function checkAudit(
  scope: Scope<"audit:view">,
  { head, checkpoint }: z.output<typeof verifyAuditTrailSchema>,
): Promise<VerificationResult> {
  requireEverywhere(scope);
  if (isRunning) {
    const message = "The trail is being checked already. Try again in a moment.";
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: 10 });
  }
  isRunning = true;
  try {
    const pasted = checkpoint === undefined ? [] : [readPasted(checkpoint)];
    const { roots, reports } = await collectWitnessed();
    const witnessed = [...roots, ...pasted];
    const verified = await verifyAudit({ anchor: head ?? null, witnessed, msMax: MS_MAX });
    return verificationResult(verified, reports);
  } finally {
    isRunning = false;
  }
}

/** A checkpoint that came by mail or webhook. */
function readPasted(text: string): WitnessedRoot {
  const root = readWitnessed(`${text}\n`);
  if (root !== null) return root;
  const message = "This is no checkpoint of this trail, or its signature is not valid.";
  throw new AppError("REFUSED", message, { reason: "not-a-checkpoint" });
}

function verificationResult(
  { start, head, broken, isComplete }: Verification,
  witnesses: WitnessReport[],
): VerificationResult {
  const about = { part: "audit", head: anchorText(head), complete: isComplete };
  if (broken === null) log().info(about, "the trail holds up to this head");
  else log().error({ ...about, ...broken }, "the trail is broken after this head");
  return {
    ok: broken === null,
    complete: isComplete,
    entries: head.id - start.id,
    archivedEntries: start.id,
    head: { id: String(head.id), hash: head.hash },
    firstBroken: broken === null ? null : { id: String(broken.id), fault: broken.fault },
    witnesses,
  };
}
