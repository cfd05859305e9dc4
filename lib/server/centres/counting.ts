import "server-only";

/**
 * How tills are counted and days are signed off: the blind mode, the number of recounts, and
 * whether days are approved.
 */
import { type Counting, countingSchema } from "@/lib/contracts/count-settings";
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { DayKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import { inTransaction, type Sql, sql } from "../db/sql";
import { getCentre } from "./queries";
import { lockCentres, readSettings, type StoredSetting, storeSetting } from "./settings";

type CentreKey = { centreId: string };

const COUNTING = "counting";

/** Where nobody has set anything, the expected figure stays hidden. */
export const BUILT_IN: Counting = {
  blindMode: "hidden",
  recountsMax: 2,
  approval: "above-limit",
};

type StoredCounting = StoredSetting<Counting>;

/** `scopeIds` are centres and nodes. */
export async function readStoredCounting(
  inside: Sql,
  scopeIds: readonly string[],
): Promise<StoredCounting> {
  const setting = { names: [COUNTING], schema: countingSchema } as const;
  return (await readSettings(inside, setting, scopeIds))(COUNTING);
}

/** Returns how a centre counts on a business date. */
export async function readCountingOf(
  inside: Sql,
  centreIds: readonly string[],
): Promise<(centreId: string, date: string) => Counting> {
  const { inForce } = await readStoredCounting(inside, [...new Set(centreIds)]);
  return (centreId, date) => inForce(centreId, date)?.value ?? BUILT_IN;
}

export async function readCounting(
  inside: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Counting> {
  return (await readCountingOf(inside, [centreId]))(centreId, businessDate);
}

/** On the current business date of the centre. */
export async function getCounting(
  scope: Scope<"centre:view">,
  { centreId }: CentreKey,
): Promise<Counting> {
  const centre = await getCentre(scope, centreId);
  return readCounting(sql, { centreId, businessDate: computeBusinessDate(Date.now(), centre) });
}

export async function setCounting(
  { actorId }: Scope<"centre:configure">,
  { centreId, blindMode, recountsMax, approval }: Counting & CentreKey,
): Promise<Counting> {
  const value = { blindMode, recountsMax, approval };
  await inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    await storeCounting(tx.sql, [centreId], { actorId, value });
  });
  return value;
}

type CountingChange = {
  actorId: string;
  value: Counting | null;
  basedOn?: Record<string, number> | undefined;
};

/** The caller holds the lock of centres. */
export async function storeCounting(
  inside: Sql,
  scopeIds: readonly string[],
  { actorId, value, basedOn }: CountingChange,
): Promise<void> {
  await storeSetting(inside, scopeIds, {
    stored: await readStoredCounting(inside, scopeIds),
    change: {
      actorId,
      name: COUNTING,
      action: "centre.counting-changed",
      value,
      basedOn,
      describe: (counting) => counting ?? BUILT_IN,
    },
  });
}
