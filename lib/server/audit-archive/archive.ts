import "server-only";

/**
 * Writes the oldest entries of the trail to files, verifies these, and drops the entries, in this
 * order. Whenever it ends, the entries are in the trail, or the files are complete and the trail
 * has their anchor.
 */
import { join } from "node:path";
import type { WitnessReport } from "@/lib/contracts/witness";
import type { Anchor } from "@/lib/domain/audit/chain";
import { joinPeaks, type Peaks } from "@/lib/domain/merkle/tree";
import { compareRoots } from "../audit/compare-roots";
import { findFirstAnchor } from "../audit/first-anchor";
import { sha256 } from "../audit/sha256";
import { type Verification, verifyAudit } from "../audit/verify";
import { walkChain } from "../audit/walk";
import { makeCheckpoint, signCheckpoint } from "../checkpoints/checkpoint";
import { checkpointKey } from "../checkpoints/signing-key";
import { peaksAt } from "../checkpoints/tree";
import { sql } from "../db/sql";
import { collectWitnessed } from "../witnesses/collect";
import { chooseCut } from "./choose-cut";
import { FORMAT, partName } from "./format";
import { readPart } from "./read-archive";
import { writePart } from "./write-part";

type Asked = {
  before: Date;
  /** The folder of the archive; each part gets one below it. */
  folder: string;
  /** Calls `archive_audit_entries` as the owner of the trail: the application may not. */
  drop: (written: Dropped) => Promise<void>;
};

/** Its last entry, the SHA-256 of its manifest, and the peaks and the root of the tree. */
export type Dropped = [number, string, string[], string];
type Archived = { folder: string; last: Anchor; entries: number; manifestSha256: string };
export type ArchiveResult =
  | { verification: Verification; reports: WitnessReport[] }
  | { obstacles: string[] }
  /** Null: there is nothing to archive. */
  | { archived: Archived | null };

export async function archiveEntries({ before, folder, drop }: Asked): Promise<ArchiveResult> {
  const { roots, reports } = await collectWitnessed();
  const verification = await verifyAudit({ witnessed: roots });
  const { start, head, broken } = verification;
  if (broken !== null) return { verification, reports };
  const cut = await chooseCut({ before, start, head, reports });
  if ("obstacles" in cut) return cut;
  if (cut.size === start.id) return { archived: null };
  if ((await makeCheckpoint()) === null) {
    return { obstacles: ["The trail contradicts a checkpoint of before: nothing is archived."] };
  }
  const last = await getEntry(cut.size);
  const tree = await peaksAt(last.id);
  const own = join(folder, partName({ first: start.id + 1, last: last.id }));
  const root = joinPeaks(sha256, tree.hashes);
  const manifestSha256 = await writePart({
    folder: own,
    previous: start,
    facts: {
      format: FORMAT,
      origin: checkpointKey().origin,
      last,
      root: toHex(root),
      checkpoint: signCheckpoint(last.id, root),
    },
  });
  await verifyPart({ folder: own, manifestSha256, start, last, tree });
  await drop([last.id, manifestSha256, tree.hashes.map(toHex), toHex(root)]);
  return { archived: { folder: own, last, entries: last.id - start.id, manifestSha256 } };
}

type Written = { folder: string; manifestSha256: string; start: Anchor; last: Anchor; tree: Peaks };

/** What is dropped is what can be read back: it ends with the same entry, and has the same tree. */
async function verifyPart(written: Written): Promise<void> {
  const { folder, manifestSha256, start, last, tree } = written;
  const previous = await findFirstAnchor();
  const root = toHex(joinPeaks(sha256, tree.hashes));
  const walk = walkChain(last, start, compareRoots([{ size: last.id, root }], previous?.tree));
  for await (const { id, content, hash } of readPart(folder, manifestSha256)) {
    walk.take(id, content, hash);
  }
  if (walk.end() === null && walk.head().id === last.id) return;
  throw new Error(`${folder} does not have the entries that were written. Nothing was dropped.`);
}

async function getEntry(id: number): Promise<Anchor> {
  const [entry] = await sql<{ hash: string }>("SELECT e.hash FROM audit_entry e WHERE e.id = $1", [
    id,
  ]);
  if (entry === undefined) throw new Error(`Entry ${id} is missing.`);
  return { id, hash: entry.hash };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
