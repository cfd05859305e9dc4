import "server-only";

/** Shows what the next batch would post, and what it lacks, without writing anything. */
import type { JournalPreview, JournalRange } from "@/lib/contracts/journal";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { findBatchEntity } from "./batch-entity";
import { composeBatch } from "./compose-batch";
import { countOpenDays } from "./due-days";
import { UnmappedList } from "./unmapped-list";

type Total = JournalPreview["totals"][number];

export async function previewBatch(
  { actorId }: Scope<"journal:view">,
  range: JournalRange,
): Promise<JournalPreview> {
  const unmapped = new UnmappedList();
  const totals = new Map<string, Total>();
  let entries = 0;
  let reversals = 0;
  let ownMapping = false;
  let waitingDays = 0;
  await findBatchEntity(sql, range.entityId);
  for await (const step of composeBatch(sql, range)) {
    unmapped.add(step.unmapped);
    ownMapping ||= step.authors.has(actorId);
    waitingDays += step.waiting;
    for (const { currency, reverses, postings } of step.entries) {
      if (reverses === null) entries += 1;
      else reversals += 1;
      for (const { debit, credit, amount } of postings) {
        totalOf(totals, currency, debit).debitMinor += amount;
        totalOf(totals, currency, credit).creditMinor += amount;
      }
    }
  }
  return {
    entries,
    reversals,
    totals: [...totals.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, total]) => total),
    unmapped: unmapped.list(),
    unmappedCount: unmapped.count,
    openDays: await countOpenDays(sql, range),
    waitingDays,
    ownMapping,
  };
}

function totalOf(totals: Map<string, Total>, currency: string, account: string): Total {
  const key = `${currency} ${account}`;
  const found = totals.get(key) ?? { currency, account, debitMinor: 0, creditMinor: 0 };
  totals.set(key, found);
  return found;
}
