import "server-only";

/**
 * Says what a tender or an entry is, from a business date on. Open days that have it are computed
 * again in the same transaction; signed days stay as they were signed.
 */
import type { ChangedItemKind, ChangeItemKind, ItemKindRow } from "@/lib/contracts/item-kind";
import { normalizeItem } from "@/lib/domain/item-kind/item-kind";
import type { DayKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { findLatestKind } from "./queries";

/** Past moments before `recordedAt`, by default now, know nothing of the change. */
export async function changeItemKind(
  { actorId }: Scope<"centre:administer">,
  given: ChangeItemKind,
  recordedAt?: Date,
): Promise<ChangedItemKind> {
  const change = { ...given, item: normalizeItem(given.source, given.item) };
  return inTransaction(async (tx) => {
    const { sql } = tx;
    // Lines that are being written follow what was read for them; none may miss this change.
    await lockAllDays(sql);
    const before = await findLatestKind(sql, change);
    refuse(before, change);
    await refuseChain(sql, change);
    const version = change.basedOnVersion + 1;
    const { source, item, meaning, validFrom } = change;
    const within = change.source === "tender" ? change.within : null;
    await sql(
      `INSERT INTO item_kind
         (source, item, version, meaning, within, valid_from, created_by_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, now()))`,
      [source, item, version, meaning, within, validFrom, actorId, recordedAt ?? null],
    );
    const days = await listOpenDays(sql, change, earliest(before, validFrom));
    await recomputeDays(tx, days);
    await appendAudit(sql, {
      actorId,
      action: "item-kind.changed",
      before: before === null ? null : contentOf(before),
      after: { source, item, version, meaning, within, validFrom },
    });
    const kind = await findLatestKind(sql, change);
    if (kind === null) throw new AppError("NOT_FOUND", "Nothing is said of this item.");
    return { kind, days: days.length };
  });
}

/** Days between two first days follow another version than before, too. */
function earliest(before: ItemKindRow | null, validFrom: string): string {
  return before !== null && before.validFrom < validFrom ? before.validFrom : validFrom;
}

/** Lists the open days whose sheet in force has the item. */
async function listOpenDays(
  sql: Sql,
  { source, item }: Pick<ChangeItemKind, "source" | "item">,
  from: string,
): Promise<DayKey[]> {
  const found = await sql<DayKey & { name: string }>(
    `SELECT DISTINCT r.centre_id AS "centreId", r.business_date AS "businessDate", n.name
       FROM reconciliation r
       JOIN cash_sheet s USING (centre_id, business_date)
       JOIN cash_sheet_version v ON v.centre_id = s.centre_id
        AND v.business_date = s.business_date AND v.version = s.version
       CROSS JOIN LATERAL (SELECT p #>> '{}' AS name FROM jsonb_path_query(v.sheet,
             CASE $2 WHEN 'tender' THEN '$.shifts[*].tenders[*].tenderId'
               ELSE '$.shifts[*].*[*].label' END::jsonpath) AS p) n
      WHERE r.state = 'open' AND r.business_date >= $1 AND n.name IS NOT NULL
      ORDER BY 1, 2`,
    [from, source],
  );
  // The case and the spaces of labels are compared by the domain alone.
  const days = found.filter(({ name }) => normalizeItem(source, name) === item);
  return days.map(({ centreId, businessDate }) => ({ centreId, businessDate }));
}

type Content = Omit<ItemKindRow, "createdAt" | "createdBy">;

function contentOf({ source, item, version, meaning, within, validFrom }: Content): Content {
  return { source, item, version, meaning, within, validFrom };
}

/**
 * A tender that is something itself includes nothing: its amount would have to be divided twice,
 * and nobody could say in which order.
 */
async function refuseChain(sql: Sql, change: ChangeItemKind): Promise<void> {
  if (change.source !== "tender") return;
  const container = change.within;
  const [found] = await sql<{ item: string }>(
    `SELECT k.item FROM item_kind k
      WHERE k.source = 'tender' AND k.meaning IS NOT NULL
        AND NOT EXISTS (SELECT FROM item_kind o WHERE o.source = k.source AND o.item = k.item
                           AND o.version > k.version)
        AND (k.item = $1::text OR $2::boolean AND k.within = $3) LIMIT 1`,
    [container, change.meaning !== null, change.item],
  );
  if (found === undefined) return;
  const isContainer = found.item === container;
  const text = isContainer
    ? `“${container}” is a tip or a gift card itself.`
    : `“${change.item}” is the tender that is said to include “${found.item}”.`;
  throw new AppError("REFUSED", text, { reason: "item-within-item" });
}

function refuse(before: ItemKindRow | null, change: ChangeItemKind): void {
  if ((before?.version ?? 0) !== change.basedOnVersion) {
    const who = before?.createdBy ?? "Someone else";
    throw new AppError("CONFLICT", `${who} changed this item. Look at it, then decide again.`, {
      current: before,
    });
  }
  if (change.meaning === null && (before === null || before.meaning === null)) {
    throw new AppError("REFUSED", "Nothing is said of this item.", {
      reason: "nothing-to-withdraw",
    });
  }
  const within = change.source === "tender" ? change.within : null;
  const isSame = before?.meaning === change.meaning && before.within === within;
  if (isSame && before.validFrom === change.validFrom) {
    throw new AppError("REFUSED", "This is said of the item already.", {
      reason: "nothing-changed",
    });
  }
}
