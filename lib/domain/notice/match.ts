/**
 * Decides whom a fact concerns: those who subscribed to its kind before it happened, and may see
 * it. A fact has one text, by which nobody is informed of it twice.
 */
import { groupBy } from "../group-by";
import { type Actor, EVERYWHERE } from "../permission";
import { computeCountDue, isDue } from "./clock";
import { maySeeNotice, type NoticeTarget, type SubscriptionKind, subscriptionOf } from "./notice";

export type Subscriber = {
  actor: Actor;
  kind: SubscriptionKind;
  mail: boolean;
  atTime: string | null;
  /** Of a difference: above this amount in the currency; null: above the second level. */
  amountMinor: number | null;
  currency: string | null;
  /** The instant from which on the person wants to know. */
  since: number;
};

export type Fact = NoticeTarget & {
  number: number | null;
  byId: string | null;
  /** What tells facts about the same day or line apart, such as the version of its count. */
  mark: string | number;
  /** When it happened; null for what is due at a time that each subscriber names. */
  at: number | null;
};

/** A fact about a day, a centre or all of them, that no message and nobody in particular made. */
export const OF_NO_LINE = {
  shiftId: null,
  tillId: null,
  tenderId: null,
  number: null,
  byId: null,
} as const;

export type CountFact = Fact & { timeZone: string; dayStartsAt: string };
export type DifferenceFact = Fact & { size: number; approvalMinor: number; currency: string };

export type NewNotice = Omit<Fact, "mark" | "at"> & {
  userId: string;
  fact: string;
  wantsMail: boolean;
};

/** Returns the notices about facts of which each subscriber of the kind has to know. */
export function matchFacts<F extends Fact>(
  facts: readonly F[],
  subscribers: readonly Subscriber[],
  concerns: (fact: F, subscriber: Subscriber) => boolean = () => true,
): NewNotice[] {
  const byCentre = groupByCentre(subscribers);
  return facts.flatMap((fact) =>
    [fact.centreId, EVERYWHERE]
      .flatMap((centreId) => (centreId === null ? [] : (byCentre.get(centreId) ?? [])))
      .filter(
        (one) =>
          one.kind === subscriptionOf(fact.kind) &&
          (fact.at === null || fact.at >= one.since) &&
          maySeeNotice(one.actor, fact.kind, fact.centreId) &&
          concerns(fact, one),
      )
      .map((one) => buildNotice(fact, one.actor.userId, one.mail)),
  );
}

/** Whoever has a role everywhere is listed there alone; few people concern any one centre. */
function groupByCentre(subscribers: readonly Subscriber[]): Map<string, Subscriber[]> {
  const reached = subscribers.flatMap((one) => {
    const { roles } = one.actor;
    const centreIds = roles.has(EVERYWHERE) ? [EVERYWHERE] : [...roles.keys()];
    return centreIds.map((centreId) => ({ centreId, one }));
  });
  return groupBy(
    reached,
    ({ centreId }) => centreId,
    ({ one }) => one,
  );
}

export function buildNotice(fact: Fact, userId: string, wantsMail: boolean): NewNotice {
  const { kind, centreId, businessDate, shiftId, tillId, tenderId, number, byId, mark } = fact;
  const parts = [subscriptionOf(kind), centreId, businessDate, shiftId, tillId, tenderId, mark];
  return {
    kind,
    centreId,
    businessDate,
    shiftId,
    tillId,
    tenderId,
    number,
    byId,
    userId,
    fact: JSON.stringify(parts),
    wantsMail,
  };
}

/** A day is due to be counted at the time that the subscriber named, by the clock of its centre. */
export function isCountDue(fact: CountFact, { atTime, since }: Subscriber, now: number): boolean {
  if (atTime === null || fact.businessDate === null) return false;
  const due = computeCountDue(fact.businessDate, atTime, fact);
  return isDue(due, { now, since, timeZone: fact.timeZone });
}

export function isAboveLimit(
  { size, approvalMinor, currency }: DifferenceFact,
  limit: Pick<Subscriber, "amountMinor" | "currency">,
): boolean {
  if (limit.amountMinor === null) return size > approvalMinor;
  return currency === limit.currency && size > limit.amountMinor;
}
