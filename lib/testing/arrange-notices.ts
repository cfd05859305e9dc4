/** People who subscribed, and the mails to them. */
import type { ChangeNoticeSettings } from "@/lib/contracts/notice";
import { sql } from "@/lib/server/db/sql";
import { changeNoticeSettings } from "@/lib/server/notices/commands";
import type { MadeUser } from "./arrange";

type Subscription = ChangeNoticeSettings["subscriptions"][number];

/** As somebody who has saved nothing yet; `since` is when the subscriptions were made. */
export async function subscribe(
  { id, actor }: MadeUser,
  subscriptions: readonly (Partial<Subscription> & Pick<Subscription, "kind">)[],
  rest: Partial<ChangeNoticeSettings> & { since?: Date } = {},
): Promise<void> {
  const { since = new Date(0), ...settings } = rest;
  await changeNoticeSettings(actor, {
    version: 0,
    language: "en",
    timeZone: "Europe/Madrid",
    quietFrom: null,
    quietTo: null,
    ...settings,
    subscriptions: subscriptions.map((one) => {
      return { mail: true, atTime: null, amountMinor: null, currency: null, ...one };
    }),
  });
  await sql(`UPDATE alert_subscription SET since = $2 WHERE user_id = $1::uuid`, [id, since]);
}

type MailRow = { state: string; attempts: number; lastError: string | null };

export async function listMailStates({ id }: MadeUser): Promise<MailRow[]> {
  return sql<MailRow>(
    `SELECT state, attempts, last_error AS "lastError" FROM mail
      WHERE user_id = $1::uuid ORDER BY created_at, id`,
    [id],
  );
}

/** What was refused for now is due at once. */
export async function makeMailsDue(): Promise<void> {
  await sql(`UPDATE mail SET next_at = now() WHERE state = 'queued'`);
}
