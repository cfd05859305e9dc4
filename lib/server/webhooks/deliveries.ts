import "server-only";

/** Lists the webhooks and what became of each delivery, and sends one again, or a test. */
import { randomUUID } from "node:crypto";
import type { DeliveryRow, WebhookRow } from "@/lib/contracts/webhook";
import type { Scope } from "@/lib/domain/permission";
import { TEST_EVENT } from "@/lib/domain/webhook/event";
import { GIVE_UP_AFTER_SECONDS } from "@/lib/domain/webhook/retry";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";

type Administers = Scope<"webhook:administer">;

const PAGE = 50;

type WebhookDates = "createdAt" | "previousUntil" | "lastDeliveredAt";
type StoredWebhook = Omit<WebhookRow, WebhookDates> & {
  createdAt: Date;
  previousUntil: Date | null;
  lastDeliveredAt: Date | null;
};

export async function listWebhooks(_scope: Administers): Promise<WebhookRow[]> {
  const rows = await sql<StoredWebhook>(
    `SELECT w.id, w.name, w.url, w.events, w.centre_ids AS "onlyCentres",
            w.node_id AS "nodeId", w.version,
            w.created_at AS "createdAt", w.stopped_by AS "stoppedBy",
            CASE WHEN w.previous_until > now() THEN w.previous_until END AS "previousUntil",
            d.pending, d.failed, d.last AS "lastDeliveredAt"
       FROM webhook w CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
                count(*) FILTER (WHERE state = 'failed')::int AS failed,
                max(ended_at) FILTER (WHERE state = 'delivered') AS last
           FROM webhook_delivery WHERE webhook_id = w.id) d
      ORDER BY w.name, w.id`,
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    previousUntil: row.previousUntil?.toISOString() ?? null,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
  }));
}

type StoredDelivery = Omit<DeliveryRow, "createdAt" | "nextAt" | "endedAt"> & {
  serial: string;
  createdAt: Date;
  nextAt: Date | null;
  endedAt: Date | null;
};

export async function listDeliveries(
  _scope: Administers,
  { webhookId, cursor }: { webhookId: string; cursor?: string | undefined },
): Promise<{ deliveries: DeliveryRow[]; nextCursor: string | null }> {
  await assertExists(sql, webhookId);
  const rows = await sql<StoredDelivery>(
    `SELECT d.serial::text AS "serial", d.id, d.event, d.centre_id AS "centreId",
            d.business_date AS "businessDate", d.state, d.attempts, d.created_at AS "createdAt",
            CASE WHEN d.state = 'pending' THEN d.next_at END AS "nextAt",
            d.ended_at AS "endedAt", d.status, d.failure, d.response
       FROM webhook_delivery d
      WHERE d.webhook_id = $1 AND ($2::bigint IS NULL OR d.serial < $2::bigint)
      ORDER BY d.serial DESC LIMIT ${PAGE}`,
    [webhookId, cursor ?? null],
  );
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return {
    deliveries: rows.map(({ serial: _serial, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      nextAt: row.nextAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
    nextCursor: last?.serial ?? null,
  };
}

/** It is sent under its own id, by which the receiver knows whether it has it already. */
export async function sendDelivery(
  { actorId }: Administers,
  { webhookId, deliveryId }: { webhookId: string; deliveryId?: string | undefined },
): Promise<{ id: string }> {
  return inTransaction(async ({ sql: run }) => {
    await assertExists(run, webhookId);
    if (deliveryId === undefined) return { id: await queueTest(run, webhookId) };
    const replayed = await run<{ event: string }>(
      `UPDATE webhook_delivery
          SET state = 'pending', ended_at = NULL, attempts = 0, next_at = now(),
              give_up_at = now() + make_interval(secs => $3::int)
        WHERE id = $1 AND webhook_id = $2 RETURNING event`,
      [deliveryId, webhookId, GIVE_UP_AFTER_SECONDS],
    );
    const [delivery] = replayed;
    if (delivery === undefined) throw new AppError("NOT_FOUND", "There is no such delivery.");
    const after = { webhookId, deliveryId, event: delivery.event };
    await appendAudit(run, { actorId, action: "webhook.replayed", after });
    return { id: deliveryId };
  });
}

async function queueTest(run: Sql, webhookId: string): Promise<string> {
  const id = randomUUID();
  const timestamp = new Date().toISOString();
  const body = JSON.stringify({ type: TEST_EVENT, timestamp, data: { webhookId } });
  await run(
    `INSERT INTO webhook_delivery (id, webhook_id, event, body, give_up_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5::int))`,
    [id, webhookId, TEST_EVENT, body, GIVE_UP_AFTER_SECONDS],
  );
  return id;
}

async function assertExists(run: Sql, webhookId: string): Promise<void> {
  const found = await run<{ id: string }>("SELECT id FROM webhook WHERE id = $1", [webhookId]);
  if (found.length === 0) throw new AppError("NOT_FOUND", "There is no such webhook.");
}
