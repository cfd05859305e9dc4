import "server-only";

/** Marks notices of one's own as read, and saves how one wants to be informed. */
import type { z } from "zod";
import type { ChangeNoticeSettings, readNoticesSchema } from "@/lib/contracts/notice";
import { listSubscribable } from "@/lib/domain/notice/notice";
import type { Actor, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { inTransaction, sql, type Sql } from "../db/sql";
import { addJob, ensureJobTables } from "../queue/queue";

export async function readNotices(
  { actorId }: Scope<"account:use">,
  read: z.infer<typeof readNoticesSchema>,
): Promise<void> {
  const [ids, until] = "ids" in read ? [read.ids, null] : [[], read.until];
  await sql(
    `UPDATE notice SET read_at = now()
      WHERE user_id = $1::uuid AND (id = ANY ($2::uuid[]) OR made_at <= $3::timestamptz)
        AND read_at IS NULL`,
    [actorId, ids, until],
  );
}

/**
 * A subscription that is left as it was keeps the moment from which it counts; one that is new or
 * has another limit counts from now on.
 */
export async function changeNoticeSettings(
  actor: Actor,
  settings: ChangeNoticeSettings,
): Promise<void> {
  const { version, language, timeZone, quietFrom, quietTo } = settings;
  const allowed = listSubscribable(actor);
  const subscriptions = settings.subscriptions.filter(({ kind }) => allowed.includes(kind));
  await ensureJobTables();
  await inTransaction(async (tx) => {
    const rows = await tx.sql(
      `INSERT INTO notice_settings (user_id, version, language, time_zone, quiet_from, quiet_to)
       SELECT $1::uuid, 1, $3::text, $4::text, $5::text, $6::text WHERE $2::int = 0
       ON CONFLICT (user_id) DO NOTHING RETURNING user_id`,
      [actor.userId, version, language, timeZone, quietFrom, quietTo],
    );
    const changed =
      version === 0
        ? rows
        : await tx.sql(
            `UPDATE notice_settings SET version = version + 1, language = $3, time_zone = $4,
                    quiet_from = $5, quiet_to = $6, changed_at = now()
              WHERE user_id = $1::uuid AND version = $2 RETURNING user_id`,
            [actor.userId, version, language, timeZone, quietFrom, quietTo],
          );
    if (changed.length === 0) {
      throw new AppError("CONFLICT", "You changed these settings elsewhere. Look at them again.");
    }
    await storeSubscriptions(tx.sql, actor.userId, subscriptions);
    // What is due now is not left to the job of the next minute.
    await addJob(tx.sql, { task: "inform-people", payload: {}, key: "inform-people" });
  });
}

async function storeSubscriptions(
  run: Sql,
  userId: string,
  subscriptions: ChangeNoticeSettings["subscriptions"],
): Promise<void> {
  await run(
    `DELETE FROM alert_subscription WHERE user_id = $1::uuid AND kind <> ALL ($2::text[])`,
    [userId, subscriptions.map(({ kind }) => kind)],
  );
  await run(
    `INSERT INTO alert_subscription AS s (user_id, kind, mail, at_time, amount_minor, currency)
     SELECT $1::uuid, n.kind, n.mail, n.at_time, n.amount_minor, n.currency
       FROM unnest($2::text[], $3::boolean[], $4::text[], $5::bigint[], $6::text[])
         AS n (kind, mail, at_time, amount_minor, currency)
     ON CONFLICT (user_id, kind) DO UPDATE
       SET mail = excluded.mail, at_time = excluded.at_time, amount_minor = excluded.amount_minor,
           currency = excluded.currency,
           since = CASE WHEN (s.at_time, s.amount_minor, s.currency) IS NOT DISTINCT FROM
                     (excluded.at_time, excluded.amount_minor, excluded.currency)
                   THEN s.since ELSE now() END`,
    [
      userId,
      subscriptions.map(({ kind }) => kind),
      subscriptions.map(({ mail }) => mail),
      subscriptions.map(({ atTime }) => atTime),
      subscriptions.map(({ amountMinor }) => amountMinor),
      subscriptions.map(({ currency }) => currency),
    ],
  );
}
