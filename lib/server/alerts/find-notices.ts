import "server-only";

/**
 * Finds what people have to be informed of, from the facts themselves: nothing is missed when an
 * instance stops, and whatever two instances find at once is stored once.
 */
import { addDays } from "@/lib/domain/business-date";
import { listDueDates } from "@/lib/domain/notice/clock";
import {
  buildNotice,
  isAboveLimit,
  isCountDue,
  matchFacts,
  type NewNotice,
  OF_NO_LINE,
  type Subscriber,
} from "@/lib/domain/notice/match";
import { maySeeNotice, type SubscriptionKind } from "@/lib/domain/notice/notice";
import { listOutageNotices } from "@/lib/domain/notice/outage";
import { sql } from "../db/sql";
import { listSubscribers, listTimeZones } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { listDirectNotices } from "./direct-notices";
import { listChangedDays, listDifferences, listFailingCentres, listUncountedDays } from "./facts";

const EVENT_KINDS = ["uncounted", "difference", "changed", "reading", "digest"] as const;

/** Returns how many notices were new. */
export async function findNotices(now: number): Promise<number> {
  const subscribers = await listSubscribers(EVENT_KINDS);
  const of = (kind: SubscriptionKind) => subscribers.filter((one) => one.kind === kind);
  const found = [
    await listDirectNotices(),
    await listDueCounts(now, of("uncounted")),
    await listNewDifferences(now, of("difference")),
    await listNewChanges(now, of("changed")),
    await listOutages(now, of("reading")),
    await listDueDigests(now, of("digest")),
  ];
  return storeNotices(sql, found.flat());
}

async function listDueCounts(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const facts = await listUncountedDays(now);
  return matchFacts(facts, subscribers, (fact, one) => isCountDue(fact, one, now));
}

async function listNewDifferences(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const amounts = subscribers.flatMap(({ amountMinor }) => amountMinor ?? []);
  const facts = await listDifferences(now, {
    since: Math.min(...subscribers.map(({ since }) => since)),
    amountMinor: amounts.length === 0 ? null : Math.min(...amounts),
  });
  return matchFacts(facts, subscribers, isAboveLimit);
}

async function listNewChanges(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const since = Math.min(...subscribers.map((one) => one.since));
  return matchFacts(await listChangedDays(now, since), subscribers);
}

async function listOutages(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const failing = await listFailingCentres(now);
  if (failing.length === 0) return [];
  const since = Math.min(...failing.map((centre) => centre.since));
  const userIds = subscribers.map(({ actor }) => actor.userId);
  const informed = await sql<{ userId: string; at: Date }>(
    `SELECT user_id::text AS "userId", max(made_at) AS at FROM notice
      WHERE user_id = ANY ($1::uuid[]) AND made_at >= $2 AND kind = 'reading' AND centre_id IS NULL
      GROUP BY 1`,
    [userIds, new Date(since)],
  );
  const informedAt = new Map(informed.map(({ userId, at }) => [userId, at.getTime()]));
  return listOutageNotices(failing, subscribers, informedAt);
}

/** A digest is about the day before, by the clock of its reader. */
async function listDueDigests(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  const notices: NewNotice[] = [];
  const zones = await listTimeZones(subscribers.map(({ actor: { userId } }) => userId));
  for (const { actor, atTime, since, mail } of subscribers) {
    const timeZone = zones.get(actor.userId);
    if (timeZone === undefined || atTime === null) continue;
    if (!maySeeNotice(actor, "digest", null)) continue;
    for (const date of listDueDates(atTime, { now, since, timeZone })) {
      const fact = {
        ...OF_NO_LINE,
        kind: "digest" as const,
        centreId: null,
        businessDate: addDays(date, -1),
        mark: "digest",
        at: null,
      };
      notices.push(buildNotice(fact, actor.userId, mail));
    }
  }
  return notices;
}
