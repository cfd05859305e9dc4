import "server-only";

/**
 * Finds what people have to be informed of, from the facts themselves: nothing is missed when an
 * instance stops, and whatever two instances find at once is stored once.
 */
import { addDays, localTime } from "@/lib/domain/business-date";
import { isDue } from "@/lib/domain/notice/clock";
import {
  buildNotice,
  isAboveLimit,
  isCountDue,
  matchFacts,
  type NewNotice,
  type Subscriber,
} from "@/lib/domain/notice/match";
import { ALERT_KINDS, maySeeNotice, type SubscriptionKind } from "@/lib/domain/notice/notice";
import { sql } from "../db/sql";
import { listSubscribers, listTimeZones } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { listDirectNotices } from "./direct-notices";
import { listChangedDays, listDifferences, listFailingCentres, listUncountedDays } from "./facts";
import { listCashAboveLimits, listPatterns } from "./standing-facts";
import { listWaitingNotices } from "./waiting";

/** What holds for days is looked for less often, because looking takes longer. */
const STANDING_EVERY_MINUTES = 30;
const PATTERNS_EVERY_MINUTES = 60;

/** Returns how many notices were new. */
export async function findNotices(now: number): Promise<number> {
  const subscribers = await listSubscribers([...ALERT_KINDS, "digest"]);
  const of = (kind: SubscriptionKind) => subscribers.filter((one) => one.kind === kind);
  const found = [
    await listDirectNotices(),
    await listDueCounts(now, of("uncounted")),
    await listNewDifferences(now, of("difference")),
    await listNewChanges(now, of("changed")),
    await listOutages(now, of("reading")),
    await listDueDigests(now, of("digest")),
    ...(isTurn(now, STANDING_EVERY_MINUTES)
      ? [await listFullTills(now, of("cash")), await listAllWaiting(now, of("waiting"))]
      : []),
    ...(isTurn(now, PATTERNS_EVERY_MINUTES) ? [await listNewPatterns(now, of("pattern"))] : []),
  ];
  return storeNotices(sql, found.flat());
}

function isTurn(now: number, everyMinutes: number): boolean {
  return new Date(now).getUTCMinutes() % everyMinutes === 0;
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
  return subscribers.length === 0 ? [] : matchFacts(await listFailingCentres(now), subscribers);
}

async function listFullTills(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  return subscribers.length === 0 ? [] : matchFacts(await listCashAboveLimits(now), subscribers);
}

async function listNewPatterns(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const { facts, isNew } = await listPatterns(now);
  return matchFacts(facts, subscribers, isNew);
}

/** It takes a statement for each person, because each has days of their own. */
async function listAllWaiting(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  const notices: NewNotice[] = [];
  for (const one of subscribers) notices.push(...(await listWaitingNotices(now, one)));
  return notices;
}

/** A digest is about the day before, by the clock of its reader. */
async function listDueDigests(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  const notices: NewNotice[] = [];
  const zones = await listTimeZones(subscribers.map(({ actor: { userId } }) => userId));
  for (const { actor, atTime, since, mail } of subscribers) {
    const timeZone = zones.get(actor.userId);
    if (timeZone === undefined || atTime === null) continue;
    if (!maySeeNotice(actor, "digest", null)) continue;
    const today = localTime(now, timeZone).slice(0, 10);
    if (!isDue(`${today}T${atTime}`, { now, since, timeZone })) continue;
    const fact = {
      kind: "digest" as const,
      centreId: null,
      businessDate: addDays(today, -1),
      shiftId: null,
      tillId: null,
      tenderId: null,
      number: null,
      byId: null,
      mark: "digest",
      at: null,
    };
    notices.push(buildNotice(fact, actor.userId, mail));
  }
  return notices;
}
