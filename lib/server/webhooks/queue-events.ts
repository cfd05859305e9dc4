import "server-only";

/**
 * Reads the feed of changes for each webhook and queues what it wants. The cursor of the webhook is
 * moved in the same transaction, so that a change is queued once, whichever instance does it.
 */
import { randomUUID } from "node:crypto";
import { type FeedChange, feedChangeSchema } from "@/lib/contracts/feed";
import { formatFeedCursor, parseFeedCursor } from "@/lib/domain/feed-cursor";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { eventOf, isWanted } from "@/lib/domain/webhook/event";
import { GIVE_UP_AFTER_SECONDS } from "@/lib/domain/webhook/retry";
import { inTransaction, type Sql, sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { readFeedPage } from "../feed/read-page";

const PAGE = 500;

type Subscription = {
  id: string;
  events: string[];
  centreIds: string[];
  nodeId: string | null;
  afterCursor: string;
};

export async function queueEvents(signal?: AbortSignal): Promise<void> {
  const active = await sql<{ id: string }>(
    "SELECT id FROM webhook WHERE stopped_at IS NULL ORDER BY id",
  );
  for (const { id } of active) {
    while (signal?.aborted !== true && (await queuePage(id)));
  }
}

/** Returns whether more may be there. Another instance that queues for it is left alone. */
async function queuePage(webhookId: string): Promise<boolean> {
  return inTransaction(async ({ sql: run }) => {
    const [webhook] = await run<Subscription>(
      `SELECT id, events, centre_ids AS "centreIds", node_id AS "nodeId",
              after_cursor AS "afterCursor"
         FROM webhook WHERE id = $1 AND stopped_at IS NULL FOR UPDATE SKIP LOCKED`,
      [webhookId],
    );
    if (webhook === undefined) return false;
    const { centreIds } = webhook;
    const page = await readFeedPage({
      after: parseFeedCursor(webhook.afterCursor),
      limit: PAGE,
      centreIds: centreIds.length === 0 ? null : centreIds,
    });
    const wanted = parseChanges(page.lines).filter((change) =>
      isWanted(webhook, eventOf(change), change.centreId),
    );
    await insertEvents(run, webhookId, await keepBelow(run, webhook.nodeId, wanted));
    const cursor = formatFeedCursor(page.cursor);
    await run("UPDATE webhook SET after_cursor = $2 WHERE id = $1", [webhookId, cursor]);
    return page.more;
  });
}

/** The cursors of the records are left out. */
function parseChanges(lines: string): FeedChange[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => feedChangeSchema.parse(JSON.parse(line)));
}

/** Keeps what is of centres that were below the node on the date of the change. */
async function keepBelow(
  run: Sql,
  nodeId: string | null,
  changes: readonly FeedChange[],
): Promise<readonly FeedChange[]> {
  if (nodeId === null || changes.length === 0) return changes;
  const below = await run<DayKey>(
    `SELECT DISTINCT k.centre_id AS "centreId", k.business_date AS "businessDate"
       FROM ${unnestDays()}
       JOIN node_reach r ON r.centre_id = k.centre_id AND r.node_id = $3
      WHERE r.valid_from <= k.business_date
        AND (r.valid_until IS NULL OR r.valid_until > k.business_date)`,
    [...keyArrays(changes), nodeId],
  );
  const days = new Set(below.map(formatDayKey));
  return changes.filter((change) => days.has(formatDayKey(change)));
}

async function insertEvents(
  run: Sql,
  webhookId: string,
  changes: readonly FeedChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await run(
    `INSERT INTO webhook_delivery
       (id, webhook_id, event, centre_id, business_date, body, give_up_at)
     SELECT e.id::uuid, $1::uuid, e.event, e.centre_id, e.business_date, e.body,
            now() + make_interval(secs => $7::int)
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         WITH ORDINALITY AS e (id, event, centre_id, business_date, body, number)
      ORDER BY e.number`,
    [
      webhookId,
      changes.map(() => randomUUID()),
      changes.map(eventOf),
      changes.map(({ centreId }) => centreId),
      changes.map(({ businessDate }) => businessDate),
      changes.map(formatBody),
      GIVE_UP_AFTER_SECONDS,
    ],
  );
}

function formatBody(change: FeedChange): string {
  return JSON.stringify({ type: eventOf(change), timestamp: timeOf(change), data: change });
}

function timeOf(change: FeedChange): string {
  if (change.type === "day") return change.changedAt;
  return change.type === "count" ? change.countedAt : change.movedAt;
}
