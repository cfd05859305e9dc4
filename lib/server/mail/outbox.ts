import "server-only";

/**
 * Sends what waits in the outbox. A mail is locked while it is sent, so that two instances never
 * send the same one, and it is free again at once when its process dies. It is marked as sent as
 * soon as the server has accepted it; a process that dies between the two sends it again, under the
 * same Message-ID.
 */
import { env } from "../env";
import { inTransaction, type Sql } from "../db/sql";
import { log } from "../log";
import { type Delivery, type MailContent, openTransport, type Transport } from "./transport";

/** One run sends at most so many, so that others come to their work. */
const MAILS_MAX = 500;
const GIVE_UP_AFTER = "24 hours";
const WAIT_SECONDS_MIN = 60;
const WAIT_SECONDS_MAX = 3_600;

type Claimed = { id: string; userId: string; name: string; address: string; attempts: number };

/** Writes what the mail says, as its reader may see it now; null: nothing is left to say. */
export type WriteMail = (mail: { id: string; userId: string }) => Promise<MailContent | null>;

/** Returns how many mails were sent. */
export async function sendMails(write: WriteMail, signal?: AbortSignal): Promise<number> {
  const transport = openTransport();
  if (transport === null) return 0;
  let sent = 0;
  try {
    for (let count = 0; count < MAILS_MAX && signal?.aborted !== true; count += 1) {
      const result = await inTransaction((tx) => sendNext(tx.sql, transport, write));
      if (result === "none" || result === "unreachable") break;
      if (result === "sent") sent += 1;
    }
  } finally {
    transport.close();
  }
  return sent;
}

/** The others are sent all the same. */
const UNWRITTEN = {
  outcome: "deferred",
  error: "The mail could not be written.",
  isUnreachable: false,
} as const satisfies Delivery;

type Result = "none" | "sent" | "not-sent" | "unreachable";

async function sendNext(sql: Sql, transport: Transport, write: WriteMail): Promise<Result> {
  const [mail] = await sql<Claimed>(
    `SELECT m.id::text AS id, m.user_id::text AS "userId", m.attempts, u.name, u.email AS address
       FROM mail m JOIN "user" u ON u.id = m.user_id
      WHERE m.state = 'queued' AND m.next_at <= now()
      ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED`,
  );
  if (mail === undefined) return "none";
  const content = await write(mail).catch((error: unknown) => {
    log().error({ err: error, mail: mail.id }, "a mail could not be written");
    return "unwritten" as const;
  });
  if (content === "unwritten") {
    await record(sql, mail, UNWRITTEN);
    return "not-sent";
  }
  if (content === null) {
    await sql(`UPDATE mail SET state = 'withheld', ended_at = now() WHERE id = $1::uuid`, [
      mail.id,
    ]);
    return "not-sent";
  }
  const { name, address } = mail;
  const messageId = `<${mail.id}@${new URL(env().baseUrl).hostname}>`;
  const delivery = await transport.send({ ...content, to: { name, address }, messageId });
  await record(sql, mail, delivery);
  if (delivery.outcome === "sent") return "sent";
  log().warn({ mail: mail.id, response: delivery.error }, "a mail was not delivered");
  return delivery.isUnreachable ? "unreachable" : "not-sent";
}

/** A mail that is not delivered within a day is given up. */
async function record(sql: Sql, { id, address, attempts }: Claimed, delivery: Delivery) {
  const { outcome } = delivery;
  const wait = Math.min(WAIT_SECONDS_MAX, WAIT_SECONDS_MIN * 2 ** Math.min(attempts, 10));
  await sql(
    `UPDATE mail SET attempts = attempts + 1, address = $2, last_error = $3,
            state = CASE WHEN $4 <> 'deferred' THEN $4
                         WHEN created_at < now() - interval '${GIVE_UP_AFTER}' THEN 'failed'
                         ELSE 'queued' END,
            ended_at = CASE WHEN $4 <> 'deferred'
                              OR created_at < now() - interval '${GIVE_UP_AFTER}' THEN now() END,
            next_at = now() + $5::int * interval '1 second'
      WHERE id = $1::uuid`,
    [id, address, outcome === "sent" ? null : delivery.error, outcome, wait],
  );
}
