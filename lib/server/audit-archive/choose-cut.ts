import "server-only";

/**
 * Chooses up to which entry the trail is archived: a multiple of 256, so that the stored blocks of
 * the Merkle tree are whole and proofs need no entry before it. Whoever has still to be shown that
 * the trail goes on must have confirmed as many entries, and whoever gets the entries must have
 * them.
 */
import type { WitnessReport } from "@/lib/contracts/witness";
import type { Anchor } from "@/lib/domain/audit/chain";
import { ARCHIVE_MONTHS_MIN } from "@/lib/domain/retention";
import { inTransaction, sql } from "../db/sql";
import { env } from "../env";
import type { WitnessEnv } from "../env-audit";
import { describeWitness } from "../witnesses/describe";

const BLOCK_ENTRIES = 256;

type Asked = {
  /** Entries from this time on stay. */
  before: Date;
  start: Anchor;
  head: Anchor;
  reports: readonly WitnessReport[];
};

export type Cut = { size: number } | { obstacles: string[] };

/** The size is that of what is archived already where there is nothing more to archive. */
export async function chooseCut({ before, start, head, reports }: Asked): Promise<Cut> {
  const row = await inTransaction(async (tx) => {
    // It may read the whole trail.
    await tx.sql("SET LOCAL statement_timeout = 0");
    const [found] = await tx.sql<{ recentId: string | null; isRecent: boolean }>(
      `SELECT (SELECT min(e.id) FROM audit_entry e WHERE e.at >= $1::timestamptz)::text
                AS "recentId",
              $1::timestamptz > now() - make_interval(months => $2::int) AS "isRecent"`,
      [before, ARCHIVE_MONTHS_MIN],
    );
    return found;
  });
  if (row?.isRecent === true) {
    const recent = `Entries of the last ${ARCHIVE_MONTHS_MIN} months`;
    return { obstacles: [`${recent} can't be archived: choose an earlier date.`] };
  }
  const recentId = Number(row?.recentId ?? head.id);
  const size = Math.floor((Math.min(recentId, head.id) - 1) / BLOCK_ENTRIES) * BLOCK_ENTRIES;
  if (size <= start.id) return { size: start.id };
  const obstacles = [
    ...(await Promise.all(
      env().audit.witnesses.map((witness) => describeLag(witness, reports, size)),
    )),
    ...(await listLaggingReceivers(size)),
  ].filter((obstacle) => obstacle !== null);
  return obstacles.length === 0 ? { size } : { obstacles };
}

/** A mail and a webhook can't be asked: what they got last counts. */
async function describeLag(
  witness: WitnessEnv,
  reports: readonly WitnessReport[],
  size: number,
): Promise<string | null> {
  const { kind, name } = describeWitness(witness);
  const title = `${kind} ${name}`;
  const report = reports.find((each) => each.kind === kind && each.name === name);
  if (report !== undefined && report.failure !== null) return `${title}: ${report.failure}.`;
  const confirmed = report === undefined ? await findSent(witness) : report.size;
  if (confirmed !== null && confirmed >= size) return null;
  return `${title} has ${confirmed ?? 0} entries, and ${size} are to be archived: wait until it has a newer checkpoint.`;
}

async function findSent({ address }: WitnessEnv): Promise<number | null> {
  const [row] = await sql<{ size: string | null }>(
    `SELECT w.size::text AS "size" FROM audit_witness w WHERE w.address = $1`,
    [address],
  );
  return row?.size == null ? null : Number(row.size);
}

async function listLaggingReceivers(size: number): Promise<string[]> {
  const { syslog, webhook } = env().logs;
  const kinds = [...(syslog === null ? [] : ["syslog"]), ...(webhook === null ? [] : ["webhook"])];
  const rows = await sql<{ kind: string; auditId: string }>(
    `SELECT f.kind, f.audit_id::text AS "auditId" FROM log_forwarder f
      WHERE f.kind = ANY ($1::text[]) AND f.audit_id < $2::bigint`,
    [kinds, size],
  );
  return rows.map(
    ({ kind, auditId }) =>
      `The receiver of the logs by ${kind} has the entries up to ${auditId}, and those up to ${size} are to be archived: wait until it has them.`,
  );
}
