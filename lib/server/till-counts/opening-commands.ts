import "server-only";

/** Records the float found when a till is opened, with the amounts that it was compared with. */
import type { RecordedOpening, RecordOpening } from "@/lib/contracts/count-settings";
import { sameItems } from "@/lib/domain/till-count/denomination";
import { countRefusal } from "@/lib/domain/till-count/blind-count";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { readCounting } from "../centres/counting";
import { inTransaction, type Sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { openDayForCount, refusal } from "./open-day";
import type { ByManager } from "./is-manager";
import { listOpenings, openingOf, readKnown, type StoredOpening } from "./opening-queries";
import type { TillKey } from "./opening-queries";
import { type Counted, countedOf } from "./count-amount";

/** An opening that is already in force stores nothing; a stale `basedOnVersion` is a CONFLICT. */
export async function recordOpening(
  scope: Scope<"till-count:record">,
  input: RecordOpening,
  { isManager = false }: ByManager = {},
): Promise<RecordedOpening> {
  const counted = countedOf(input);
  const { centreId, businessDate, shiftId, tillId } = input;
  const key = { centreId, businessDate, shiftId, tillId };
  return inTransaction(async (tx) => {
    await openDayForCount(tx.sql, input);
    const { blindMode, recountsMax } = await readCounting(tx.sql, input);
    const known = (await readKnown(tx.sql, input))(key);
    const inForce = await findOpening(tx.sql, key);
    if (inForce !== null && isSame(counted, inForce)) {
      return { ...key, ...openingOf(blindMode, known, inForce), stored: false };
    }
    refuseStale(input, inForce);
    const versions = inForce?.version ?? 0;
    // Recounts of an opening are never requested: in a hidden till it may be corrected as often as
    // a count.
    const history = { versions, requests: 0, isRecountWanted: false };
    const reason = countRefusal(history, { mode: "hidden", recountsMax, isManager });
    if (reason !== null) throw refusal(reason, "It was counted as often as this centre allows.");
    await tx.sql(
      `INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version,
         counted_minor, denominations, previous_minor, agreed_minor, counted_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
      [
        centreId,
        businessDate,
        shiftId,
        tillId,
        versions + 1,
        counted.amount,
        counted.items === null ? null : JSON.stringify(counted.items),
        known.previousMinor,
        known.agreedMinor,
        scope.actorId,
      ],
    );
    await recomputeDays(tx, [{ centreId, businessDate }]);
    const stored = await findOpening(tx.sql, key);
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "opening-count.recorded",
      centreId,
      businessDate,
      ...(inForce === null ? {} : { before: auditOf(inForce) }),
      after: stored === null ? null : auditOf(stored),
    });
    return { ...key, ...openingOf(blindMode, known, stored), stored: true };
  });
}

async function findOpening(sql: Sql, { shiftId, tillId, ...day }: TillKey) {
  const openings = await listOpenings(sql, day);
  return openings.find((one) => one.shiftId === shiftId && one.tillId === tillId) ?? null;
}

function isSame({ amount, items }: Counted, inForce: StoredOpening): boolean {
  if (inForce.countedMinor !== (amount as number)) return false;
  if (items === null) return true;
  return inForce.denominations !== null && sameItems(items, inForce.denominations);
}

function refuseStale({ basedOnVersion }: RecordOpening, inForce: StoredOpening | null): void {
  if (basedOnVersion === undefined || basedOnVersion === (inForce?.version ?? 0)) return;
  const { countedMinor, denominations, version, countedBy, countedAt } = inForce ?? {};
  const current =
    inForce === null ? null : { countedMinor, denominations, version, countedBy, countedAt };
  const who = inForce === null ? "Nobody" : inForce.countedBy;
  throw new AppError("CONFLICT", `${who} counted this float in the meantime. Look at both.`, {
    current,
  });
}

function auditOf({ shiftId, tillId, version, countedMinor, ...sides }: StoredOpening) {
  const { previousMinor, agreedMinor } = sides;
  return { shiftId, tillId, version, countedMinor, previousMinor, agreedMinor };
}
