import "server-only";

/**
 * Notes and coins of a currency: those that the organisation configured, or else the known ones.
 */
import { z } from "zod";
import { type DenominationSet, denominationSchema } from "@/lib/contracts/count-settings";
import { findKnownDenominations } from "@/lib/domain/till-count/known-denominations";
import { type Sql, sql } from "../db/sql";

export function formatSettingName(currency: string): string {
  return `denominations:${currency}`;
}

const storedSchema = z.array(denominationSchema);

export async function getDenominations(currency: string, inside: Sql = sql) {
  const [row] = await inside<{ value: unknown }>("SELECT value FROM setting WHERE name = $1", [
    formatSettingName(currency),
  ]);
  const edited = row !== undefined;
  const denominations = edited ? storedSchema.parse(row.value) : findKnownDenominations(currency);
  return { currency, edited, denominations: denominations ?? [] } satisfies DenominationSet;
}
