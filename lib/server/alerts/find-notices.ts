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
import { findNoticeSettings, listSubscribers } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { listDirectNotices } from "./direct-notices";
import { listChangedDays, listDifferences, listFailingCentres, listUncountedDays } from "./facts";
import { listWaitingNotices } from "./waiting";

const WAITING_EVERY_MINUTES = 30;

/** Returns how many notices were new. */
export async function findNotices(now: number): Promise<number> {
  const subscribers = await listSubscribers([...ALERT_KINDS, "digest"]);
  const of = (kind: SubscriptionKind) => subscribers.filter((one) => one.kind === kind);
  const found = [
    await listDirectNotices(),
    await listDueCounts(now, of("uncounted")),
    await listNewDifferences(now, of("difference")),
    await listNewChanges(of("changed")),
    await listOutages(now, of("reading")),
    await listDueDigests(now, of("digest")),
    // It takes a statement for each person, and what has waited for a day can wait a little more.
    new Date(now).getUTCMinutes() % WAITING_EVERY_MINUTES === 0
      ? await listAllWaiting(now, of("waiting"))
      : [],
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

async function listNewChanges(subscribers: Subscriber[]): Promise<NewNotice[]> {
  if (subscribers.length === 0) return [];
  const since = Math.min(...subscribers.map((one) => one.since));
  return matchFacts(await listChangedDays(since), subscribers);
}

async function listOutages(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  return subscribers.length === 0 ? [] : matchFacts(await listFailingCentres(now), subscribers);
}

async function listAllWaiting(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  const notices: NewNotice[] = [];
  for (const one of subscribers) notices.push(...(await listWaitingNotices(now, one)));
  return notices;
}

/** A digest is about the day before, by the clock of its reader. */
async function listDueDigests(now: number, subscribers: Subscriber[]): Promise<NewNotice[]> {
  const notices: NewNotice[] = [];
  for (const { actor, atTime, since, mail } of subscribers) {
    const settings = await findNoticeSettings(actor.userId);
    if (settings === null || atTime === null || !maySeeNotice(actor, "digest", null)) continue;
    const { timeZone } = settings;
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
