import "server-only";

/**
 * The anchors of the trail: each is the last of the entries that were written to files and dropped
 * at once. The trail begins after the newest one, whose entry in the trail records the same.
 */
import type { Anchor } from "@/lib/domain/audit/chain";
import { joinPeaks, type Peaks } from "@/lib/domain/merkle/tree";
import { sql, type Sql } from "../db/sql";
import { sha256 } from "./sha256";

export type ArchiveAnchor = Anchor & {
  /** The Merkle tree of all entries up to this one. */
  tree: Peaks;
  lastAt: Date;
  manifestSha256: string;
  /** Whether an entry of the trail records this anchor. */
  isRecorded: boolean;
};

type Row = {
  id: string;
  hash: string;
  peaks: string[];
  lastAt: Date;
  manifestSha256: string;
  recorded: Record<string, unknown> | null;
};

/** The oldest comes first. */
export async function listAnchors(run: Sql = sql): Promise<ArchiveAnchor[]> {
  const rows = await run<Row>(
    `SELECT a.id::text AS "id", a.hash, a.peaks, a.last_at AS "lastAt",
            a.manifest_sha256 AS "manifestSha256",
            (SELECT e.after FROM audit_entry e
              WHERE e.id = a.entry_id AND e.action = 'trail.archived') AS "recorded"
       FROM audit_anchor a ORDER BY a.id`,
  );
  return rows.map(readAnchor);
}

/** Null while the trail begins with its first entry. */
export async function findFirstAnchor(run: Sql = sql): Promise<ArchiveAnchor | null> {
  return (await listAnchors(run)).at(-1) ?? null;
}

/**
 * Whether entries about this day may be in an archive: people act on a day from its beginning on,
 * which is up to a day earlier in UTC in the east.
 */
export function mayBeArchived(anchor: ArchiveAnchor | null, businessDate: string): boolean {
  if (anchor === null) return false;
  const next = new Date(anchor.lastAt.getTime() + DAY_MS);
  return businessDate <= next.toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

function readAnchor({ id, hash, peaks, lastAt, manifestSha256, recorded }: Row): ArchiveAnchor {
  const tree = { size: Number(id), hashes: peaks.map((each) => Buffer.from(each, "hex")) };
  const root = Buffer.from(joinPeaks(sha256, tree.hashes)).toString("hex");
  const wanted = {
    number: tree.size,
    hash,
    root,
    sha256: manifestSha256,
    to: lastAt.toISOString(),
  };
  const isRecorded = Object.entries(wanted).every(([name, value]) => recorded?.[name] === value);
  return { id: tree.size, hash, tree, lastAt, manifestSha256, isRecorded };
}
