import "server-only";

/** Reads and sets how much cash centres may have on hand, each in its currency. */
import { z } from "zod";
import type { CashLimit, CashLimits, changeCashLimitSchema } from "@/lib/contracts/cash-limit";
import { businessDatesAt } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { holdsAll, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { inTransaction, type Sql, sql } from "../db/sql";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { getCentre } from "./queries";
import { readScopes } from "./scopes";
import {
  describeSource,
  lockCentres,
  readSettings,
  type SettingName,
  type StoredSetting,
  storeSetting,
} from "./settings";

/** A limit of null says that there is none, whatever a node above says. */
const valueSchema = z.object({ limitMinor: z.number().nullable() });
type Value = z.infer<typeof valueSchema>;

/** Of the centres of the scope, and of nodes where it is every centre; or of one node alone. */
export async function listCashLimitsOfAll(
  by: Scope<"centre:administer">,
  { node }: { node?: string | undefined } = {},
): Promise<CashLimits> {
  const { centres, nodes } = await readAll(sql);
  if (node !== undefined) {
    return { centres: [], nodes: nodes.filter(({ nodeId }) => nodeId === node) };
  }
  if (by.centreIds === null) return { centres, nodes };
  return { centres: centres.filter(({ centreId }) => holdsAll(by, [centreId])), nodes: [] };
}

export async function changeCashLimit(
  by: Scope<"centre:configure">,
  change: z.infer<typeof changeCashLimitSchema>,
): Promise<CashLimit> {
  const { centreId, nodeId, currency, limit, basedOnVersion } = change;
  if (nodeId !== undefined) await assertMayChangeNode(by, "centre:configure", nodeId);
  if (centreId !== undefined) refuseCurrency(await getCentre(by, centreId), currency);
  const scopeId = nodeId === undefined ? (centreId ?? "") : formatNodeScope(nodeId);
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    await storeSetting<Value>(tx.sql, [scopeId], {
      stored: (await readLimits(tx.sql, [currency], [scopeId]))(currency),
      change: {
        actorId: by.actorId,
        name: nameOfLimit(currency),
        action: "centre.cash-limit-changed",
        value: limit,
        basedOn: { [scopeId]: basedOnVersion },
        describe: (value) => ({ currency, amountMinor: value?.limitMinor ?? null }),
      },
    });
    const { centres, nodes } = await readAll(tx.sql);
    const found =
      centres.find((one) => one.centreId === centreId) ??
      nodes.find((one) => one.nodeId === nodeId && one.currency === currency);
    if (found === undefined) throw new AppError("INVALID", "No centre reckons in this currency.");
    const { limitMinor, version, isOwn, fromNode } = found;
    return { currency, limitMinor, version, isOwn, fromNode };
  });
}

function refuseCurrency(centre: { name: string; currency: string }, currency: string): void {
  if (centre.currency === currency) return;
  const message = `${centre.name} reckons in ${centre.currency}`;
  throw new AppError("INVALID", `currency: ${message}.`, {
    errors: [{ path: "currency", message }],
  });
}

/** Lists the centres that have a limit. */
export async function listCashLimits(): Promise<
  { centreId: string; currency: string; limitMinor: number }[]
> {
  const { centres } = await readAll(sql);
  return centres.flatMap(({ centreId, currency, limitMinor }) =>
    limitMinor === null ? [] : [{ centreId, currency, limitMinor }],
  );
}

/** In the order of currencies, each in that of names. */
async function readAll(inside: Sql): Promise<CashLimits> {
  const { centres, nodes, nameOf, today } = await readScopes(inside);
  const byCurrency = groupBy(centres, ({ currency }) => currency);
  const currencies = [...byCurrency.keys()].toSorted();
  const storedOf = await readLimits(inside, currencies, [
    ...centres.map(({ id }) => id),
    ...nodes.map(({ id }) => formatNodeScope(id)),
  ]);
  const describe = (currency: string, scopeId: string, date: string): CashLimit => {
    const stored = storedOf(currency);
    return {
      currency,
      limitMinor: stored.inForce(scopeId, date)?.value?.limitMinor ?? null,
      ...describeSource(stored, { scopeId, date, nameOf }),
    };
  };
  const todayOf = businessDatesAt(Date.now());
  return {
    centres: currencies.flatMap((currency) =>
      (byCurrency.get(currency) ?? []).map((centre) => {
        return { centreId: centre.id, ...describe(currency, centre.id, todayOf(centre)) };
      }),
    ),
    nodes: currencies.flatMap((currency) =>
      nodes.map(({ id: nodeId }) => {
        return { nodeId, ...describe(currency, formatNodeScope(nodeId), today) };
      }),
    ),
  };
}

async function readLimits(
  inside: Sql,
  currencies: readonly string[],
  scopeIds: readonly string[],
): Promise<(currency: string) => StoredSetting<Value>> {
  const names = currencies.map(nameOfLimit);
  const storedOf = await readSettings(inside, { names, schema: valueSchema }, scopeIds);
  return (currency) => storedOf(nameOfLimit(currency));
}

function nameOfLimit(currency: string): SettingName {
  return `cash-limit:${currency}`;
}
