import "server-only";

/** Finds days that have waited for a person, and for what that person may do, for over a day. */
import { addDays } from "@/lib/domain/business-date";
import {
  buildNotice,
  type NewNotice,
  OF_NO_LINE,
  type Subscriber,
} from "@/lib/domain/notice/match";
import { proveAnywhere } from "@/lib/domain/permission";
import { listLongWaiting } from "../today/long-waiting";

const DAYS_BACK = 92;

/** The same day that waits for another step is another fact. */
export async function listWaitingNotices(
  now: number,
  subscribers: readonly Subscriber[],
): Promise<NewNotice[]> {
  const wantsMail = new Map(subscribers.map(({ actor, mail }) => [actor.userId, mail]));
  const readers = subscribers.flatMap(
    ({ actor }) => proveAnywhere(actor, "reconciliation:view") ?? [],
  );
  const to = new Date(now).toISOString().slice(0, 10);
  const days = await listLongWaiting(readers, { from: addDays(to, -DAYS_BACK), to });
  return days.map(({ readerId, kind, centreId, businessDate }) => {
    const fact = { ...OF_NO_LINE, centreId, businessDate, mark: kind, at: null };
    return buildNotice({ ...fact, kind: "waiting" }, readerId, wantsMail.get(readerId) === true);
  });
}
