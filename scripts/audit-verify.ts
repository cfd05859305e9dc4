/**
 * `npm run audit:verify [-- --head <id>:<hash>]`: computes every link of the audit trail again,
 * names the first that is not intact, and exits with 1 when there is one. A head that was recorded
 * outside also proves that nothing up to it was rewritten or cut off.
 */
import { parseArgs } from "node:util";
import { anchorSchema } from "@/lib/contracts/audit";
import type { Anchor, Fault } from "@/lib/domain/audit/chain";
import { anchorText } from "@/lib/server/audit/head";
import { type Verification, verifyAudit } from "@/lib/server/audit/verify";
import { disconnect } from "@/lib/server/db/client";
import { exitWithError, print } from "./print";

const FAULT_TEXTS: Record<Fault, string> = {
  "out-of-place": "is not in its place: its number is not a new one",
  missing: "is missing, though a later one is there",
  "content-changed": "was changed: what it says does not fit its hash",
  "link-broken": "does not follow from the one before: one of the two was replaced",
  "not-as-anchored": "is not the one that was noted: the trail was rewritten",
  "cut-off": "and all after it are missing: the end was cut off before the noted head",
};

try {
  const anchor = readAnchor();
  const began = performance.now();
  const result = await verifyAudit({ anchor });
  report(result, performance.now() - began);
  process.exitCode = result.broken === null ? 0 : 1;
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

function readAnchor(): Anchor | null {
  const { values } = parseArgs({ options: { head: { type: "string" } } });
  if (values.head === undefined) return null;
  const parsed = anchorSchema.safeParse(values.head);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues[0]?.message);
}

function report({ head, broken }: Verification, ms: number): void {
  const speed = Math.round(head.id / (ms / 1_000)).toLocaleString("en");
  print(`${head.id.toLocaleString("en")} entries hold, ${speed} a second.`);
  if (broken !== null) print(`BROKEN: entry ${broken.id} ${FAULT_TEXTS[broken.fault]}.`);
  print(`${broken === null ? "Head" : "Last that holds"}: ${anchorText(head)}`);
}
