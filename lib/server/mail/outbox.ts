import "server-only";

/**
 * Sends what waits in the outbox, each mail at most once. A lock keeps other instances from a mail
 * while it is sent, and is free at once when its process dies. Before the line that makes the SMTP
 * server store a mail, the row says so; from then on no other attempt begins, unless the server
 * has refused this one. A mail whose process dies before the response came is "unconfirmed".
 */
import { env } from "../env";
import { tryLockMail } from "../db/advisory-lock";
import { areDeliveriesPaused } from "../db/delivery-pause";
import { inTransaction, sql, type Sql } from "../db/sql";
import { STORED_NOW } from "../db/stored-now";
import { log } from "../log";
import { type Delivery, type MailContent, openTransport, type Transport } from "./transport";

/** Other jobs have to run too, however slowly the server takes mails; the next run follows. */
const RUN_MS_MAX = 30_000;
/** More than there are instances: each looks past the mails that others are sending. */
const CANDIDATES_MAX = 20;
const GIVE_UP_AFTER = "24 hours";
const WAIT_SECONDS_MIN = 60;
const WAIT_SECONDS_MAX = 3_600;

type Claimed = {
  id: string;
  userId: string;
  name: string;
  address: string;
  attempts: number;
  isSubmitted: boolean;
};

/** Writes what the mail says, as its reader may see it now; null: nothing is left to say. */
export type WriteMail = (mail: { id: string; userId: string }) => Promise<MailContent | null>;

/** Returns how many mails were sent. */
export async function sendMails(
  write: WriteMail,
  signal?: AbortSignal,
  { runMsMax = RUN_MS_MAX }: { runMsMax?: number } = {},
): Promise<number> {
  if (await areDeliveriesPaused()) return 0;
  const transport = openTransport();
  if (transport === null) return 0;
  let sent = 0;
  const startedAt = performance.now();
  try {
    while (signal?.aborted !== true) {
      const result = await inTransaction((tx) => sendNext(tx.sql, transport, write));
      if (result === "none" || result === "unreachable") break;
      if (result === "sent") sent += 1;
      if (performance.now() - startedAt >= runMsMax) break;
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

const UNCONFIRMED = {
  outcome: "unconfirmed",
  error: "The process ended before the response of the mail server came.",
  isUnreachable: false,
} as const satisfies Delivery;

type Result = "none" | "sent" | "not-sent" | "unreachable";

/** The transaction has the lock alone. What becomes of the mail is committed step by step. */
async function sendNext(locking: Sql, transport: Transport, write: WriteMail): Promise<Result> {
  const mail = await claimNext(locking);
  if (mail === null) return "none";
  if (mail.isSubmitted) {
    await record(mail, UNCONFIRMED);
    return "not-sent";
  }
  const content = await write(mail).catch((error: unknown) => {
    log().error({ err: error, mail: mail.id }, "a mail could not be written");
    return "unwritten" as const;
  });
  if (content === "unwritten") {
    await record(mail, UNWRITTEN);
    return "not-sent";
  }
  if (content === null) {
    await sql(
      `UPDATE mail SET state = 'withheld', ended_at = now()
        WHERE id = $1::uuid AND state = 'queued' AND submitted_at IS NULL`,
      [mail.id],
    );
    return "not-sent";
  }
  return deliver(mail, content, transport);
}

/** Null when nothing is due that no other instance is sending. */
async function claimNext(locking: Sql): Promise<Claimed | null> {
  const candidates = await locking<{ id: string }>(
    `SELECT id::text AS id FROM mail WHERE state = 'queued' AND next_at <= ${STORED_NOW}
      ORDER BY next_at, id LIMIT ${CANDIDATES_MAX}`,
  );
  for (const { id } of candidates) {
    if (!(await tryLockMail(locking, id))) continue;
    // Whoever had the lock before may have sent it.
    const [mail] = await locking<Claimed>(
      `SELECT m.id::text AS id, m.user_id::text AS "userId", m.attempts, u.name,
              u.email AS address, m.submitted_at IS NOT NULL AS "isSubmitted"
         FROM mail m JOIN "user" u ON u.id = m.user_id
        WHERE m.id = $1::uuid AND m.state = 'queued' AND m.next_at <= ${STORED_NOW}`,
      [id],
    );
    if (mail !== undefined) return mail;
  }
  return null;
}

async function deliver(mail: Claimed, content: MailContent, transport: Transport): Promise<Result> {
  const { id, name, address } = mail;
  const messageId = `<${id}@${new URL(env().baseUrl).hostname}>`;
  let isElsewhere = false;
  const delivery = await transport.send(
    { ...content, to: { name, address }, messageId },
    async () => {
      isElsewhere = !(await submit(mail));
      if (isElsewhere) throw new Error("Another instance has sent this mail.");
    },
  );
  if (isElsewhere) return "not-sent";
  await record(mail, delivery);
  if (delivery.outcome === "sent") return "sent";
  log().warn({ mail: id, response: delivery.error }, "a mail was not delivered");
  return delivery.isUnreachable ? "unreachable" : "not-sent";
}

/**
 * Returns false when another instance did so, even if this one has lost its lock meanwhile. Once it
 * is committed, what the mail says is on disk too, because it was read before.
 */
async function submit({ id, address }: Claimed): Promise<boolean> {
  const rows = await sql(
    `UPDATE mail SET submitted_at = clock_timestamp(), address = $2
      WHERE id = $1::uuid AND state = 'queued' AND submitted_at IS NULL RETURNING id`,
    [id, address],
  );
  return rows.length > 0;
}

/** A mail that is not delivered within a day is given up. */
async function record({ id, address, attempts }: Claimed, delivery: Delivery): Promise<void> {
  const { outcome } = delivery;
  const wait = Math.min(WAIT_SECONDS_MAX, WAIT_SECONDS_MIN * 2 ** Math.min(attempts, 10));
  await sql(
    `UPDATE mail SET attempts = attempts + 1, address = $2, last_error = $3,
            state = CASE WHEN $4 <> 'deferred' THEN $4
                         WHEN created_at < now() - interval '${GIVE_UP_AFTER}' THEN 'failed'
                         ELSE 'queued' END,
            ended_at = CASE WHEN $4 <> 'deferred'
                              OR created_at < now() - interval '${GIVE_UP_AFTER}' THEN now() END,
            submitted_at = CASE WHEN $4 <> 'deferred' THEN submitted_at END,
            next_at = now() + $5::int * interval '1 second'
      WHERE id = $1::uuid AND state IN ('queued', 'unconfirmed')`,
    [id, address, outcome === "sent" ? null : delivery.error, outcome, wait],
  );
}
