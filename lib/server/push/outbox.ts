import "server-only";

/**
 * Sends what waits for devices to their push services, encrypted for the device alone. A message
 * that is being sent is leased, so that no connection waits for a push service, and that another
 * instance sends it when this one ends meanwhile. It has the tag of its row: a device shows one
 * notification for a tag, so that a message which is sent again replaces itself.
 */
import webPush from "web-push";
import { awaitFlush } from "../db/client";
import { areDeliveriesPaused } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { STORED_NOW } from "../db/stored-now";
import { env } from "../env";
import { type Sending, send } from "../http/send";
import { log } from "../log";
import { getPushKeys, type PushKeys } from "./keys";

/** Mails and other jobs must not wait for a push service that hangs; the next run follows. */
const RUN_MS_MAX = 20_000;
const AT_ONCE_MAX = 8;
/** Longer than an attempt usually takes: one that takes longer is sent twice, under one tag. */
const LEASE_SECONDS = 60;
const GIVE_UP_AFTER = "6 hours";
const SECONDS_TO_LIVE = 6 * 3_600;
const WAIT_SECONDS_MIN = 60;
/** The push service no longer knows the device. */
const GONE = [404, 410];

export type PushMessage = {
  id: string;
  userId: string;
  noticeIds: string[];
  language: string;
};
export type PushContent = { title: string; body: string; url: string };

/** Writes what the device shows, as its owner may see it now; null: nothing is left to say. */
export type WritePush = (message: PushMessage) => Promise<PushContent | null>;

type Claimed = PushMessage & {
  deviceId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  attempts: number;
};

/** Returns how many messages the push services took. */
export async function sendPushes(
  write: WritePush,
  signal?: AbortSignal,
  { runMsMax = RUN_MS_MAX }: { runMsMax?: number } = {},
): Promise<number> {
  if (await areDeliveriesPaused()) return 0;
  const due = `SELECT FROM push_message WHERE next_at <= ${STORED_NOW} LIMIT 1`;
  if ((await sql(due)).length === 0) return 0;
  // Before any message is leased: without the keys none can be sent.
  const keys = await getPushKeys();
  const startedAt = performance.now();
  let sent = 0;
  const drain = async () => {
    while (signal?.aborted !== true) {
      const message = await claimNext();
      if (message === null) return;
      if (await attempt(message, write, keys)) sent += 1;
      if (performance.now() - startedAt >= runMsMax) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, drain));
  return sent;
}

async function claimNext(): Promise<Claimed | null> {
  const [message] = await sql<Claimed>(
    `WITH due AS (
       SELECT id FROM push_message WHERE next_at <= ${STORED_NOW}
        ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE push_message m
        SET attempts = attempts + 1, next_at = now() + make_interval(secs => $1::int)
       FROM due, push_device d WHERE m.id = due.id AND d.id = m.device_id
     RETURNING m.id::text AS id, d.user_id::text AS "userId", m.notice_ids::text[] AS "noticeIds",
               m.attempts, d.id::text AS "deviceId", d.endpoint, d.p256dh, d.auth, d.language`,
    [LEASE_SECONDS],
  );
  return message ?? null;
}

/** Returns whether the push service took it. */
async function attempt(message: Claimed, write: WritePush, keys: PushKeys): Promise<boolean> {
  const content = await write(message).catch((error: unknown) => {
    log().error({ err: error, message: message.id }, "a push message could not be written");
    return "unwritten" as const;
  });
  if (content === "unwritten") {
    // The others are sent all the same.
    await postpone(message);
    return false;
  }
  if (content === null) {
    await forget(message);
    return false;
  }
  // What the content says can't be taken back by a crash any more.
  await awaitFlush();
  const outcome = await post(message, content, keys);
  if (outcome === "gone") {
    await sql("DELETE FROM push_device WHERE id = $1::uuid", [message.deviceId]);
  } else if (outcome === "later") await postpone(message);
  else await forget(message);
  return outcome === "sent";
}

type Outcome = "sent" | "gone" | "later" | "refused";

async function post(message: Claimed, content: PushContent, keys: PushKeys): Promise<Outcome> {
  const sending = encrypt(message, content, keys);
  // A browser made a subscription that nothing can be encrypted for.
  if (sending === null) return "gone";
  const { status, failure } = await send(sending, { allowsPrivate: env().webhooksToPrivate });
  if (failure !== null) return failure === "private-address" ? "gone" : "later";
  if (status >= 200 && status < 300) return "sent";
  if (GONE.includes(status)) return "gone";
  log().warn({ device: message.deviceId, status }, "a push service did not take a message");
  return status === 429 || status >= 500 ? "later" : "refused";
}

function encrypt(message: Claimed, content: PushContent, keys: PushKeys): Sending | null {
  const { id, endpoint, p256dh, auth } = message;
  const payload = JSON.stringify({ ...content, tag: id, language: message.language });
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      payload,
      {
        vapidDetails: { subject: contact(), ...keys },
        TTL: SECONDS_TO_LIVE,
        contentEncoding: "aes128gcm",
      },
    );
    const texts = Object.entries<unknown>(headers).map(
      ([name, value]) => [name, String(value)] as const,
    );
    return { url: endpoint, headers: Object.fromEntries(texts), body };
  } catch (error) {
    log().warn({ err: error, device: message.deviceId }, "a push message was not encrypted");
    return null;
  }
}

/** Push services write there when something is wrong with what this installation sends. */
function contact(): string {
  const { baseUrl, mail } = env();
  if (baseUrl.startsWith("https:")) return baseUrl;
  const address = /<([^>]+)>/.exec(mail?.from ?? "")?.[1] ?? mail?.from;
  return `mailto:${address ?? `counterfoil@${new URL(baseUrl).hostname}`}`;
}

async function forget({ id }: Claimed): Promise<void> {
  await sql("DELETE FROM push_message WHERE id = $1::uuid", [id]);
}

/** An attempt whose lease another one took over postpones nothing. */
async function postpone({ id, attempts }: Claimed): Promise<void> {
  await sql(
    `WITH late AS (
       DELETE FROM push_message
        WHERE id = $1::uuid AND attempts = $2::int
          AND made_at < now() - interval '${GIVE_UP_AFTER}' RETURNING id)
     UPDATE push_message SET next_at = now() + $3::int * interval '1 second'
      WHERE id = $1::uuid AND attempts = $2::int AND NOT EXISTS (SELECT FROM late)`,
    [id, attempts, WAIT_SECONDS_MIN * 2 ** Math.min(attempts - 1, 6)],
  );
}
