import "server-only";

/**
 * Sends what is due, in the order of each day: an event waits until those before it, of the same
 * day, are delivered or have failed for good. A delivery that is being sent is leased, so that
 * another instance sends it again, under the same id, when this one ends meanwhile.
 */
import { randomInt } from "node:crypto";
import { secondsUntilRetry } from "@/lib/domain/webhook/retry";
import type { DeliveryFailure } from "@/lib/contracts/webhook";
import { appendAudit } from "../audit/append";
import { areDeliveriesPaused } from "../db/delivery-pause";
import { inTransaction, sql } from "../db/sql";
import { STORED_NOW } from "../db/stored-now";
import { env } from "../env";
import { openSecret } from "./secret";
import { send, type SendOptions, type Sent } from "../http/send";
import { signedHeaders } from "./sign";

const OF_WEBHOOK_AT_ONCE_MAX = 10;
const AT_ONCE_MAX = 50;
/** Longer than an attempt may take. */
const LEASE_SECONDS = 60;
/** A receiver that hangs takes ten seconds of each round: other jobs have to run too. */
const RUN_MS_MAX = 20_000;
/** The receiver says with it that the address is gone for good. */
const GONE = 410;
const CHANCES = 1_000_000;

type Due = {
  id: string;
  webhookId: string;
  attempts: number;
  body: string;
  url: string;
  secret: string;
  previousSecret: string | null;
  seconds: number;
  isLast: boolean;
};

/** `runMsMax` is shortened by tests, as is what an attempt may take. */
type RunOptions = Partial<SendOptions> & { runMsMax?: number };

export async function deliverDue(
  signal?: AbortSignal,
  { runMsMax = RUN_MS_MAX, ...options }: RunOptions = {},
): Promise<void> {
  if (await areDeliveriesPaused()) return;
  const startedAt = performance.now();
  while (signal?.aborted !== true) {
    const due = await claimDue();
    await Promise.all(due.map((delivery) => attempt(delivery, options)));
    if (due.length === 0 || performance.now() - startedAt >= runMsMax) return;
  }
}

async function attempt(delivery: Due, options: Partial<SendOptions>): Promise<void> {
  const { id, webhookId, url, body, seconds } = delivery;
  const secrets = [delivery.secret, delivery.previousSecret]
    .filter((sealed) => sealed !== null)
    .map((sealed) => openSecret(sealed, webhookId));
  const readable = secrets.filter((secret) => secret !== null);
  if (readable.length < secrets.length) return recordFailure(delivery, UNREADABLE);
  const headers = signedHeaders({ id, seconds, body }, readable);
  const allowed = { allowsPrivate: env().webhooksToPrivate, ...options };
  const sent = await send({ url, headers, body }, allowed);
  const isDelivered = sent.status !== null && sent.status >= 200 && sent.status < 300;
  if (isDelivered) await recordDelivery(delivery, sent);
  else if (sent.status === GONE) await stopWebhook(delivery, sent);
  else await recordFailure(delivery, sent);
}

type Unsent = { status: null; response: null; failure: DeliveryFailure };

const UNREADABLE: Unsent = { status: null, response: null, failure: "secret-unreadable" };

/** Once the lease is committed, what the deliveries say is on disk too. */
async function claimDue(): Promise<Due[]> {
  return sql<Due>(
    `WITH due AS (
       SELECT next.id FROM webhook w CROSS JOIN LATERAL (
         SELECT d.id, d.next_at FROM webhook_delivery d
          WHERE d.webhook_id = w.id AND d.state = 'pending' AND d.next_at <= ${STORED_NOW}
            AND NOT EXISTS (
              SELECT FROM webhook_delivery e
               WHERE e.webhook_id = d.webhook_id AND e.state = 'pending'
                 AND e.centre_id = d.centre_id AND e.business_date = d.business_date
                 AND e.serial < d.serial)
          ORDER BY d.next_at, d.serial LIMIT $1::int FOR UPDATE SKIP LOCKED) next
        WHERE w.stopped_at IS NULL ORDER BY next.next_at LIMIT $2::int)
     UPDATE webhook_delivery d
        SET attempts = attempts + 1, next_at = now() + make_interval(secs => $3::int)
       FROM due, webhook w WHERE d.id = due.id AND w.id = d.webhook_id
     RETURNING d.id, d.webhook_id AS "webhookId", d.attempts, d.body, w.url, w.secret,
               CASE WHEN w.previous_until > ${STORED_NOW} THEN w.previous_secret END
                 AS "previousSecret",
               extract(epoch FROM now())::int AS "seconds",
               d.give_up_at <= ${STORED_NOW} AS "isLast"`,
    [OF_WEBHOOK_AT_ONCE_MAX, AT_ONCE_MAX, LEASE_SECONDS],
  );
}

/** An attempt whose lease another one took over records nothing. */
const OF_ATTEMPT = "id = $1 AND attempts = $2 AND state = 'pending'";

async function recordDelivery({ id, attempts }: Due, sent: Sent): Promise<void> {
  await sql(
    `UPDATE webhook_delivery
        SET state = 'delivered', ended_at = now(), status = $3, failure = NULL, response = $4
      WHERE ${OF_ATTEMPT}`,
    [id, attempts, sent.status, sent.response],
  );
}

async function recordFailure({ id, attempts, isLast }: Due, sent: Sent | Unsent): Promise<void> {
  const wait = secondsUntilRetry(attempts, randomInt(CHANCES) / CHANCES);
  await sql(
    `UPDATE webhook_delivery
        SET status = $3, failure = $4, response = $5,
            state = CASE WHEN $6::boolean THEN 'failed' ELSE 'pending' END,
            ended_at = CASE WHEN $6::boolean THEN now() END,
            next_at = least(now() + make_interval(secs => $7::float8), greatest(give_up_at, now()))
      WHERE ${OF_ATTEMPT}`,
    [id, attempts, sent.status, sent.failure, sent.response, isLast, wait],
  );
}

async function stopWebhook({ id, attempts, webhookId }: Due, sent: Sent): Promise<void> {
  await inTransaction(async ({ sql: run }) => {
    const [stopped] = await run<{ name: string }>(
      `UPDATE webhook SET stopped_at = now(), stopped_by = 'gone', version = version + 1
        WHERE id = $1 AND stopped_at IS NULL RETURNING name`,
      [webhookId],
    );
    await run(
      `UPDATE webhook_delivery
          SET state = 'failed', ended_at = now(), status = $3, failure = NULL, response = $4
        WHERE ${OF_ATTEMPT}`,
      [id, attempts, sent.status, sent.response],
    );
    if (stopped === undefined) return;
    const after = { webhookId, name: stopped.name, status: sent.status };
    await appendAudit(run, { actorId: null, action: "webhook.stopped", after });
  });
}

/** Forgets secrets that sign nothing any more. */
export async function forgetReplacedSecrets(): Promise<void> {
  await sql(
    `UPDATE webhook SET previous_secret = NULL, previous_until = NULL WHERE previous_until < now()`,
  );
}
