import "server-only";

/**
 * Says what the tips, gift cards and roundings of the demonstration are, before its sheets are
 * read: also for past moments, in which the same lines would otherwise be something else. A second
 * start leaves alone what people changed since.
 */
import type { ChangeItemKind } from "@/lib/contracts/item-kind";
import { EVERYWHERE, type Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { changeRounding } from "../item-kinds/change-rounding";
import { changeItemKind } from "../item-kinds/commands";
import { findLatestKind } from "../item-kinds/queries";
import { findLatestRounding } from "../item-kinds/roundings";
import { COINS } from "../sandbox/items";

const FROM = { validFrom: "2000-01-01", basedOnVersion: 0 };

const ITEMS: readonly ChangeItemKind[] = [
  { source: "tender", item: "TIPS", meaning: "tip-in-tender", within: "CARD", ...FROM },
  { source: "tender", item: "GIFT", meaning: "gift-card-redeemed", within: null, ...FROM },
  { source: "tender", item: "ROUNDING", meaning: "rounding-in-cash", within: null, ...FROM },
  { source: "entry", item: "tips paid out", meaning: "tip", ...FROM },
  { source: "entry", item: "gift card sold", meaning: "gift-card-sold", ...FROM },
];

export async function ensureItems(
  administrator: Scope<"centre:administer">,
  recordedAt: Date,
): Promise<void> {
  for (const item of ITEMS) {
    if ((await findLatestKind(sql, item)) !== null) continue;
    await changeItemKind(administrator, item, recordedAt);
  }
  for (const [currency, stepMinor] of Object.entries(COINS)) {
    const rounding = { scopeId: EVERYWHERE, currency, stepMinor, ...FROM };
    if ((await findLatestRounding(sql, rounding)) !== null) continue;
    await changeRounding(administrator, rounding);
  }
}
