import "server-only";

/** Finds days that have waited for a person, and for what that person may do, for over a day. */
import { addDays } from "@/lib/domain/business-date";
import { buildNotice, type NewNotice, type Subscriber } from "@/lib/domain/notice/match";
import { proveAnywhere } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { unnestDays } from "../db/values";
import { listInboxRows } from "../today/inbox-rows";

const DAYS_BACK = 92;

/** The same day that waits for another step is another fact. */
export async function listWaitingNotices(
  now: number,
  { actor, mail }: Subscriber,
): Promise<NewNotice[]> {
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) return [];
  const to = new Date(now).toISOString().slice(0, 10);
  const span = { centreIds: scope.centreIds, from: addDays(to, -DAYS_BACK), to };
  const rows = (await listInboxRows(span, actor.userId)).filter(({ mine }) => mine);
  const days = rows.flatMap(({ kind, days: listed }) =>
    listed.map(({ id, date }) => ({ kind, centreId: id, businessDate: date })),
  );
  const old = await listUnchanged(days);
  return days
    .filter(({ centreId, businessDate }) => old.has(`${centreId} ${businessDate}`))
    .map(({ kind, centreId, businessDate }) =>
      buildNotice(
        {
          kind: "waiting",
          centreId,
          businessDate,
          shiftId: null,
          tillId: null,
          tenderId: null,
          number: null,
          byId: null,
          mark: kind,
          at: null,
        },
        actor.userId,
        mail,
      ),
    );
}

async function listUnchanged(
  days: readonly { centreId: string; businessDate: string }[],
): Promise<ReadonlySet<string>> {
  if (days.length === 0) return new Set();
  const rows = await sql<{ key: string }>(
    `SELECT d.centre_id || ' ' || d.business_date AS key
       FROM ${unnestDays()} JOIN reconciliation d USING (centre_id, business_date)
      WHERE d.changed_at < now() - interval '1 day'`,
    [days.map(({ centreId }) => centreId), days.map(({ businessDate }) => businessDate)],
  );
  return new Set(rows.map(({ key }) => key));
}
