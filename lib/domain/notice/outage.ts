/**
 * Decides who is informed that centres have not been read for more than an hour. While Cashrec is
 * away these are all centres of a group, which is one notice and not thousands.
 */
import { buildNotice, type NewNotice, OF_NO_LINE, type Subscriber } from "./match";
import { maySeeNotice } from "./notice";

/** Instants are milliseconds since 1970. */
export type FailingCentre = {
  centreId: string;
  since: number;
  /** Whether that is more than an hour ago, by the clock that `since` is of. */
  isLate: boolean;
  /** Of its recent days, as an ISO instant; null when none of them was ever read. */
  lastReadAt: string | null;
};

/** As many centres have a notice each. */
const ONE_BY_ONE_MAX = 3;

/**
 * What was failing when somebody was informed about many centres is no news to them; whoever is not
 * in `informedAt` has not been since these began to fail. The notice about many has no centre; the
 * outage of one is named by the last reading before it.
 */
export function listOutageNotices(
  failing: readonly FailingCentre[],
  subscribers: readonly Subscriber[],
  informedAt: ReadonlyMap<string, number>,
): NewNotice[] {
  return subscribers.flatMap(({ actor, mail }) => {
    const informed = informedAt.get(actor.userId) ?? 0;
    const late = failing.filter(
      ({ centreId, since, isLate }) =>
        isLate && since > informed && maySeeNotice(actor, "reading", centreId),
    );
    const notices =
      late.length > ONE_BY_ONE_MAX
        ? [{ centreId: null, mark: new Date(earliestOf(late)).toISOString() }]
        : late.map(({ centreId, lastReadAt }) => ({ centreId, mark: lastReadAt ?? "never" }));
    return notices.map((notice) => {
      const fact = {
        ...OF_NO_LINE,
        ...notice,
        kind: "reading",
        businessDate: null,
        at: null,
      } as const;
      return buildNotice(fact, actor.userId, mail);
    });
  });
}

function earliestOf(failing: readonly FailingCentre[]): number {
  return failing.reduce((least, { since }) => Math.min(least, since), Infinity);
}
