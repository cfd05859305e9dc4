/**
 * `npm run audit:verify [-- --head <id>:<hash> --checkpoint <file>]`: computes every link of the
 * audit trail again, compares it with what the witnesses in AUDIT_WITNESSES have confirmed, names
 * the first entry that is not intact, and exits with 1 when there is one. A head or a checkpoint
 * that was recorded outside also proves that nothing up to it was rewritten or cut off.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { anchorSchema } from "@/lib/contracts/audit";
import type { Anchor, Fault } from "@/lib/domain/audit/chain";
import type { WitnessReport } from "@/lib/contracts/witness";
import type { WitnessedRoot } from "@/lib/server/audit/compare-roots";
import { anchorText } from "@/lib/server/audit/head";
import { type Verification, verifyAudit } from "@/lib/server/audit/verify";
import { disconnect } from "@/lib/server/db/client";
import { collectWitnessed } from "@/lib/server/witnesses/collect";
import { readWitnessed } from "@/lib/server/witnesses/witnessed";
import { exitWithError, print } from "./print";

const FAULT_TEXTS: Record<Fault, string> = {
  "out-of-place": "is not in its place: its number is not a new one",
  missing: "is missing, though a later one is there",
  "content-changed": "was changed: what it says does not fit its hash",
  "link-broken": "does not follow from the one before: one of the two was replaced",
  "not-as-anchored": "is not the one that was noted: the trail was rewritten",
  "cut-off": "and all after it are missing: the end was cut off before the noted head",
  "not-as-witnessed": "or a later one is not what a witness confirmed: the trail was rewritten",
};

try {
  const anchor = readAnchor();
  const began = performance.now();
  const { roots, reports } = await collectWitnessed();
  const result = await verifyAudit({ anchor, witnessed: [...roots, ...readCheckpointFile()] });
  report(result, performance.now() - began);
  for (const each of reports) print(formatReport(each));
  process.exitCode = result.broken === null ? 0 : 1;
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

function readOptions(): { head?: string; checkpoint?: string } {
  const options = { head: { type: "string" }, checkpoint: { type: "string" } } as const;
  return parseArgs({ options }).values;
}

function readCheckpointFile(): WitnessedRoot[] {
  const { checkpoint } = readOptions();
  if (checkpoint === undefined) return [];
  const root = readWitnessed(readFileSync(checkpoint, "utf8"));
  if (root !== null) return [root];
  throw new Error(`${checkpoint} is no checkpoint of this trail, or its signature is not valid.`);
}

function formatReport({ kind, name, size, failure }: WitnessReport): string {
  const entries = size === null ? "nothing" : `${size.toLocaleString("en")} entries`;
  return `${kind} ${name}: ${failure ?? `confirmed ${entries}`}`;
}

function readAnchor(): Anchor | null {
  const values = readOptions();
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
