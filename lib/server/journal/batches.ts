import "server-only";

/** Reads the batches that were posted, of one legal entity or of all. */
import type { z } from "zod";
import type {
  JournalBatch,
  JournalBatchList,
  journalBatchSearchSchema,
} from "@/lib/contracts/journal";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";

type BatchRecord = Omit<JournalBatch, "postedAt" | "totals"> & {
  postedAt: Date;
  totals: { currency: string; debitMinor: number }[] | null;
};

const SELECT_BATCHES = `
  SELECT b.entity_id AS "entityId", b.entity_name AS "entityName", b.number, b."from", b."to",
         b.entries, b.reversals, u.name AS "postedBy",
         b.posted_at AS "postedAt",
         (SELECT json_agg(json_build_object('currency', t.currency, 'debitMinor', t.total)
                          ORDER BY t.currency)
            FROM (SELECT e.currency, sum(e.total_minor)::bigint AS total FROM journal_entry e
                   WHERE e.entity_id = b.entity_id AND e.batch_number = b.number
                   GROUP BY e.currency) t) AS totals
    FROM journal_batch b LEFT JOIN "user" u ON u.id = b.posted_by_id`;

export async function listBatches(
  _scope: Scope<"journal:view">,
  { entityId, limit }: z.infer<typeof journalBatchSearchSchema>,
): Promise<JournalBatchList> {
  const rows = await sql<BatchRecord>(
    `${SELECT_BATCHES} WHERE $1::text IS NULL OR b.entity_id = $1
      ORDER BY b.posted_at DESC, b.entity_id, b.number DESC LIMIT $2`,
    [entityId ?? null, limit],
  );
  return { batches: rows.map(toBatch) };
}

export async function getBatch(
  _scope: Scope<"journal:view"> | Scope<"journal:post">,
  { entityId, number }: { entityId: string; number: number },
): Promise<JournalBatch> {
  const [row] = await sql<BatchRecord>(
    `${SELECT_BATCHES} WHERE b.entity_id = $1 AND b.number = $2`,
    [entityId, number],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such batch.");
  return toBatch(row);
}

function toBatch({ postedAt, totals, ...batch }: BatchRecord): JournalBatch {
  return { ...batch, postedAt: postedAt.toISOString(), totals: totals ?? [] };
}
