import "server-only";

/** Adds, changes and removes webhooks, and replaces their secrets. */
import { randomUUID } from "node:crypto";
import type { ChangeWebhook, CreateWebhook } from "@/lib/contracts/webhook";
import { formatFeedCursor } from "@/lib/domain/feed-cursor";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { env } from "../env";
import { readCompletePosition } from "../feed/read-page";
import { createWebhookSecret, sealSecret } from "./secret";

type Administers = Scope<"webhook:administer">;
type Key = { webhookId: string };

const WEBHOOKS_MAX = 50;
/** For so long the secret that was replaced signs as well. */
const ROTATION_HOURS = 24;

/** It gets what happens from now on; the feed has everything before. */
export async function createWebhook(
  { actorId }: Administers,
  input: CreateWebhook,
): Promise<{ id: string; secret: string }> {
  refuseUrl(input.url);
  const id = randomUUID();
  const secret = createWebhookSecret();
  await inTransaction(async ({ sql }) => {
    await refuseUnknown(sql, input);
    const from = { writtenIn: await readCompletePosition(sql), kind: 0, serial: 0 };
    const rows = await sql<{ id: string }>(
      `INSERT INTO webhook (id, name, url, events, centre_ids, node_id, secret, after_cursor,
         created_by_id)
       SELECT $1::uuid, $2, $3, $4::text[], $5::text[], $6, $7, $8, $9::uuid
        WHERE (SELECT count(*) FROM webhook) < $10::int
       RETURNING id`,
      [
        id,
        input.name,
        input.url,
        input.events,
        input.onlyCentres,
        input.nodeId,
        sealSecret(secret, id),
        formatFeedCursor(from),
        actorId,
        WEBHOOKS_MAX,
      ],
    );
    if (rows.length === 0) {
      const message = `There are ${WEBHOOKS_MAX} webhooks. Remove one first.`;
      throw new AppError("REFUSED", message, { reason: "too-many-webhooks" });
    }
    const after = { webhookId: id, ...recorded(input) };
    await appendAudit(sql, { actorId, action: "webhook.created", after });
  });
  return { id, secret };
}

type Filter = { events: string[]; onlyCentres: string[]; nodeId: string | null };
type Stored = Filter & { name: string; url: string };

export async function changeWebhook(
  { actorId }: Administers,
  input: ChangeWebhook,
): Promise<{ version: number }> {
  refuseUrl(input.url);
  const { webhookId, version, active } = input;
  return inTransaction(async ({ sql }) => {
    await refuseUnknown(sql, input);
    const [before] = await sql<Stored & { version: number; active: boolean }>(
      `SELECT name, url, events, centre_ids AS "onlyCentres", node_id AS "nodeId", version,
              stopped_at IS NULL AS "active"
         FROM webhook WHERE id = $1 FOR UPDATE`,
      [webhookId],
    );
    if (before === undefined) throw notFound();
    if (before.version !== version) {
      const message = "Somebody else has changed this webhook meanwhile.";
      throw new AppError("CONFLICT", message, { current: before.version });
    }
    await sql(
      `UPDATE webhook SET name = $2, url = $3, events = $4::text[], centre_ids = $5::text[],
              node_id = $6, version = version + 1,
              stopped_at = CASE WHEN $7::boolean THEN NULL ELSE coalesce(stopped_at, now()) END,
              stopped_by = CASE WHEN $7::boolean THEN NULL
                                ELSE coalesce(stopped_by, 'administrator') END
        WHERE id = $1`,
      [webhookId, input.name, input.url, input.events, input.onlyCentres, input.nodeId, active],
    );
    await appendAudit(sql, {
      actorId,
      action: "webhook.changed",
      before: { webhookId, ...recorded(before), active: before.active },
      after: { webhookId, ...recorded(input), active },
    });
    return { version: version + 1 };
  });
}

export async function removeWebhook({ actorId }: Administers, { webhookId }: Key): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const [before] = await sql<Stored>(
      `DELETE FROM webhook WHERE id = $1
       RETURNING name, url, events, centre_ids AS "onlyCentres", node_id AS "nodeId"`,
      [webhookId],
    );
    if (before === undefined) throw notFound();
    const removed = { webhookId, ...recorded(before) };
    await appendAudit(sql, { actorId, action: "webhook.removed", before: removed });
  });
}

export async function rotateSecret(
  { actorId }: Administers,
  { webhookId }: Key,
): Promise<{ secret: string; previousUntil: string }> {
  const secret = createWebhookSecret();
  return inTransaction(async ({ sql }) => {
    const [rotated] = await sql<{ name: string; previousUntil: Date }>(
      `UPDATE webhook SET previous_secret = secret, secret = $2,
              previous_until = now() + make_interval(hours => $3::int)
        WHERE id = $1 RETURNING name, previous_until AS "previousUntil"`,
      [webhookId, sealSecret(secret, webhookId), ROTATION_HOURS],
    );
    if (rotated === undefined) throw notFound();
    const after = { webhookId, name: rotated.name };
    await appendAudit(sql, { actorId, action: "webhook.secret-replaced", after });
    return { secret, previousUntil: rotated.previousUntil.toISOString() };
  });
}

/** Only the host goes into the trail, because the rest of an address may contain a secret. */
function recorded({ name, url, events, onlyCentres, nodeId }: Stored) {
  return { name, host: new URL(url).host, events, onlyCentres, nodeId };
}

function refuseUrl(url: string): void {
  const { protocol, username, password } = new URL(url);
  if (username !== "" || password !== "") {
    const message = "The address must not contain a user name or password.";
    throw new AppError("REFUSED", message, { reason: "webhook-credentials" });
  }
  if (protocol === "https:" || env().webhooksToPrivate) return;
  throw new AppError("REFUSED", "Use an https:// address.", { reason: "webhook-http" });
}

async function refuseUnknown(sql: Sql, { onlyCentres, nodeId }: Filter): Promise<void> {
  const nodes = await sql<{ id: string }>("SELECT id FROM organisation_node WHERE id = $1", [
    nodeId,
  ]);
  if (nodeId !== null && nodes.length === 0) {
    throw new AppError("REFUSED", `There is no group or area ${nodeId}.`, {
      reason: "unknown-node",
    });
  }
  const [unknown] = await sql<{ id: string }>(
    `SELECT k.id FROM unnest($1::text[]) AS k (id)
      WHERE NOT EXISTS (SELECT FROM centre c WHERE c.id = k.id) LIMIT 1`,
    [onlyCentres],
  );
  if (unknown === undefined) return;
  throw new AppError("REFUSED", `There is no centre ${unknown.id}.`, { reason: "unknown-centre" });
}

function notFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such webhook.");
}
