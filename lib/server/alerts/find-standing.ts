import "server-only";

/**
 * Finds what holds for days rather than happens: it is looked for less often than events, in jobs
 * of its own, because looking takes longer. A job that has to wait for others looks all the same.
 */
import { matchFacts } from "@/lib/domain/notice/match";
import { sql } from "../db/sql";
import { listSubscribers } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { listCashAboveLimits, listPatterns } from "./standing-facts";
import { listWaitingNotices } from "./waiting";

/** Days that wait, and too much cash. */
export async function findWaitingAndCash(now = Date.now()): Promise<void> {
  const waiting = await listSubscribers(["waiting"]);
  await storeNotices(sql, await listWaitingNotices(now, waiting));
  const cash = await listSubscribers(["cash"]);
  if (cash.length === 0) return;
  await storeNotices(sql, matchFacts(await listCashAboveLimits(now), cash));
}

export async function findPatterns(now = Date.now()): Promise<void> {
  const subscribers = await listSubscribers(["pattern"]);
  if (subscribers.length === 0) return;
  const { facts, isNew } = await listPatterns(now);
  await storeNotices(sql, matchFacts(facts, subscribers, isNew));
}
