import "server-only";

/** Reads and sets how much cash centres may have on hand, each in its currency. */
import { z } from "zod";
import type { CashLimit, CashLimits, changeCashLimitSchema } from "@/lib/contracts/cash-limit";
import { computeBusinessDate } from "@/lib/domain/business-date";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { inTransaction, type Sql, sql } from "../db/sql";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { getCentre } from "./queries";
import { readScopes, type SettingScopes } from "./scopes";
import { describeSource, lockCentres, readSetting, storeSetting } from "./settings";

/** A limit of null says that there is none, whatever a node above says. */
const valueSchema = z.object({ limitMinor: z.number().nullable() });
type Value = z.infer<typeof valueSchema>;

export async function listCashLimitsOfAll(_by: Scope<"centre:administer">): Promise<CashLimits> {
  return readAll(sql);
}

export async function changeCashLimit(
  by: Scope<"centre:administer">,
  change: z.infer<typeof changeCashLimitSchema>,
): Promise<CashLimit> {
  const { centreId, nodeId, currency, limit, basedOnVersion } = change;
  if (nodeId !== undefined) await assertMayChangeNode(by, "centre:administer", nodeId);
  if (centreId !== undefined) refuseCurrency(await getCentre(by, centreId), currency);
  const scopeId = nodeId === undefined ? (centreId ?? "") : formatNodeScope(nodeId);
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    await storeSetting<Value>(tx.sql, [scopeId], {
      stored: await readLimits(tx.sql, currency, [scopeId]),
      change: {
        actorId: by.actorId,
        name: `cash-limit:${currency}`,
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

async function readAll(inside: Sql): Promise<CashLimits> {
  const scopes = await readScopes(inside);
  const currencies = [...new Set(scopes.centres.map(({ currency }) => currency))].toSorted();
  const limits: CashLimits = { centres: [], nodes: [] };
  for (const currency of currencies) {
    const { centres, nodes } = await readOfCurrency(inside, currency, scopes);
    limits.centres.push(...centres);
    limits.nodes.push(...nodes);
  }
  return limits;
}

async function readOfCurrency(
  inside: Sql,
  currency: string,
  { centres: all, nodes, nameOf, today }: SettingScopes,
): Promise<CashLimits> {
  const centres = all.filter((centre) => centre.currency === currency);
  const stored = await readLimits(inside, currency, [
    ...centres.map(({ id }) => id),
    ...nodes.map(({ id }) => formatNodeScope(id)),
  ]);
  const describe = (scopeId: string, date: string) => {
    const { fromNode, ...source } = describeSource(stored, scopeId, date);
    return {
      currency,
      limitMinor: stored.inForce(scopeId, date)?.value?.limitMinor ?? null,
      ...source,
      fromNode: fromNode === null ? null : (nameOf.get(fromNode) ?? fromNode),
    };
  };
  const now = Date.now();
  return {
    centres: centres.map((centre) => ({
      centreId: centre.id,
      ...describe(centre.id, computeBusinessDate(now, centre)),
    })),
    nodes: nodes.map(({ id: nodeId }) => ({ nodeId, ...describe(formatNodeScope(nodeId), today) })),
  };
}

function readLimits(inside: Sql, currency: string, scopeIds: readonly string[]) {
  return readSetting(inside, { name: `cash-limit:${currency}`, schema: valueSchema }, scopeIds);
}
