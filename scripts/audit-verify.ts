/**
 * `npm run audit:verify [-- --head <id>:<hash> --checkpoint <file> --archive <folder>]`: computes
 * every link of the audit trail again, compares it with what the witnesses in AUDIT_WITNESSES have
 * confirmed, names the first entry that is not intact, and exits with 1 when there is one. A head
 * or a checkpoint that was recorded outside also proves that nothing up to it was rewritten or cut
 * off. With the folder of `npm run audit:archive`, it begins with the entries that are in there.
 */
import { readFileSync } from "node:fs";
import { anchorSchema } from "@/lib/contracts/audit";
import type { Anchor } from "@/lib/domain/audit/chain";
import { readArchive } from "@/lib/server/audit-archive/read-archive";
import type { WitnessedRoot } from "@/lib/server/audit/compare-roots";
import { listAnchors } from "@/lib/server/audit/first-anchor";
import { verifyAudit } from "@/lib/server/audit/verify";
import { disconnect } from "@/lib/server/db/client";
import { collectWitnessed } from "@/lib/server/witnesses/collect";
import { readWitnessed } from "@/lib/server/witnesses/witnessed";
import { printReports, printVerification } from "./audit-report";
import { exitWithError } from "./process/print";
import { readOptions } from "./process/read-options";

try {
  const anchor = readAnchor();
  const { archive } = readArguments();
  const began = performance.now();
  const { roots, reports } = await collectWitnessed();
  const result = await verifyAudit({
    anchor,
    witnessed: [...roots, ...readCheckpointFile()],
    ...(archive === undefined ? {} : { archive: readArchive(archive, await listAnchors()) }),
  });
  printVerification(result, performance.now() - began);
  printReports(reports);
  process.exitCode = result.broken === null ? 0 : 1;
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

function readArguments(): { head?: string; checkpoint?: string; archive?: string } {
  const text = { type: "string" } as const;
  return readOptions({ options: { head: text, checkpoint: text, archive: text } }).values;
}

function readCheckpointFile(): WitnessedRoot[] {
  const { checkpoint } = readArguments();
  if (checkpoint === undefined) return [];
  const root = readWitnessed(readFileSync(checkpoint, "utf8"));
  if (root !== null) return [root];
  throw new Error(`${checkpoint} is no checkpoint of this trail, or its signature is not valid.`);
}

function readAnchor(): Anchor | null {
  const values = readArguments();
  if (values.head === undefined) return null;
  const parsed = anchorSchema.safeParse(values.head);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues[0]?.message);
}
