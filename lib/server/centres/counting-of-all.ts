import "server-only";

/**
 * Sets how tills are counted in many centres at once: in all that have no settings of their own,
 * in those below a node, or in some.
 */
import type { z } from "zod";
import type { Counting } from "@/lib/contracts/count-settings";
import type {
  changeUsualCountingSchema,
  CountingOfAll,
  setCountingOfManySchema,
} from "@/lib/contracts/counting";
import { businessDatesAt } from "@/lib/domain/business-date";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { EVERYWHERE, holdsAll, type Scope } from "@/lib/domain/permission";
import { type PageAsked, selectPage } from "@/lib/domain/screen/page";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { inTransaction, type Sql, sql } from "../db/sql";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { BUILT_IN, readStoredCounting, storeCounting } from "./counting";
import { readScopes } from "./scopes";
import { describeSource, lockCentres } from "./settings";

type By = Scope<"centre:administer">;

/** `isOwn` leaves the centres that have settings of their own. */
type Asked = Partial<PageAsked> & { isOwn?: boolean };

/** Of the centres of the scope, and of every node. */
export async function getCountingOfAll(by: By, asked: Asked = {}): Promise<CountingOfAll> {
  return selectCentres(await readAll(sql), by, asked);
}

/** A page of the centres with settings of their own, and how one centre counts. */
export async function getOwnCounting(
  by: By,
  { limit, centreId }: { limit: number; centreId: string },
) {
  const all = await readAll(sql);
  const { centres } = selectCentres(all, by, {});
  return {
    own: selectCentres(all, by, { isOwn: true, limit }),
    centre: centres.find((one) => one.centreId === centreId),
  };
}

export async function changeUsualCounting(
  by: By,
  { counting, basedOn, limit }: z.infer<typeof changeUsualCountingSchema>,
): Promise<CountingOfAll> {
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    const before = await readAll(tx.sql);
    if (!isSame(before.usual, basedOn)) {
      throw new AppError("CONFLICT", "Somebody else changed how all centres count.", {
        current: selectCentres(before, by, { limit }),
      });
    }
    if (!isSame(before.usual, counting)) {
      await storeCounting(tx.sql, [EVERYWHERE], { actorId: by.actorId, value: pick(counting) });
    }
    return selectCentres(await readAll(tx.sql), by, { limit });
  });
}

export async function setCountingOfMany(
  by: By,
  { centres: centreIds, nodes, counting, basedOn, limit }: z.infer<typeof setCountingOfManySchema>,
): Promise<CountingOfAll> {
  for (const nodeId of nodes) await assertMayChangeNode(by, "centre:administer", nodeId);
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    const wanted = [...new Set(centreIds)];
    const found = await tx.sql<{ id: string }>(
      "SELECT id FROM centre WHERE id = ANY ($1::text[])",
      [wanted],
    );
    if (found.length < wanted.length) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
    await storeCounting(tx.sql, [...wanted, ...new Set(nodes.map(formatNodeScope))], {
      actorId: by.actorId,
      value: counting === null ? null : pick(counting),
      basedOn,
    });
    return selectCentres(await readAll(tx.sql), by, { limit });
  });
}

async function readAll(inside: Sql): Promise<CountingOfAll> {
  const { centres, nodes, nameOf, today } = await readScopes(inside);
  const stored = await readStoredCounting(inside, [
    ...centres.map(({ id }) => id),
    ...nodes.map(({ id }) => formatNodeScope(id)),
  ]);
  const describe = (scopeId: string, date: string) => ({
    ...pick(stored.inForce(scopeId, date)?.value ?? BUILT_IN),
    ...describeSource(stored, { scopeId, date, nameOf }),
  });
  const todayOf = businessDatesAt(Date.now());
  return {
    usual: pick(stored.latest.get(EVERYWHERE)?.value ?? BUILT_IN),
    nodes: nodes.map(({ id: nodeId, name: nodeName }) => {
      return { nodeId, nodeName, ...describe(formatNodeScope(nodeId), today) };
    }),
    centres: centres.map((centre) => ({
      centreId: centre.id,
      centreName: centre.name,
      ...describe(centre.id, todayOf(centre)),
    })),
  };
}

function selectCentres(all: CountingOfAll, by: By, asked: Asked): CountingOfAll {
  const { text = "", skip = 0, limit, isOwn = false } = asked;
  const chosen = all.centres.filter((centre) => {
    return holdsAll(by, [centre.centreId]) && (!isOwn || centre.isOwn);
  });
  const { rows: centres, count } = selectPage(chosen, { text, skip, limit }, (centre) => {
    return `${centre.centreName} ${centre.centreId}`;
  });
  if (limit === undefined) return { ...all, centres };
  const following = all.centres.filter((one) => !one.isOwn && one.fromNode === null).length;
  return { ...all, centres, count, totals: { centres: all.centres.length, following } };
}

function pick({ blindMode, recountsMax, approval }: Counting): Counting {
  return { blindMode, recountsMax, approval };
}

function isSame(one: Counting, other: Counting): boolean {
  return JSON.stringify(pick(one)) === JSON.stringify(pick(other));
}
