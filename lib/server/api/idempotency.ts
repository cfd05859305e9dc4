import "server-only";

/**
 * A POST that names an `Idempotency-Key` is answered once: the same person, key and request get
 * the stored answer again, another request with the key is refused. Kept for a day are successes
 * and the refusals that sending the same again can't change; what failed here or upstream is tried
 * anew. A body that is a stream counts with all of its bytes; an answer that is one is not kept.
 *
 * The command commits before its answer is kept. A crash between the two runs the command again,
 * so commands stay harmless to repeat: a count that is in force already is not stored twice.
 */
import { createHash } from "node:crypto";
import type { ProblemCode } from "@/lib/contracts/problem";
import { AppError, isAppError } from "../app-error";
import { inTransaction, type Sql } from "../db/sql";
import { openAnswer, sealAnswer } from "./idempotency-seal";
import { problemResponse } from "../http/problem";
import { takeTurn } from "./concurrency-limit";

const STREAM_BYTES_MAX = 32 * 1024 * 1024;
const PURGED_MAX = 200;
const KEY = /^[\x21-\x7e]{1,200}$/;
const LOCK_TIMEOUT = "55P03";

const KEPT: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "INVALID",
  "NOT_FOUND",
  "CONFLICT",
  "REFUSED",
  "REJECTED_ROWS",
]);

type Asked = { request: Request; actorId: string; body: string };

export async function answerOnce(
  { request, actorId, body }: Asked,
  answer: () => Promise<Response>,
): Promise<Response> {
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (key === null) return answer();
  if (!KEY.test(key)) {
    throw new AppError("INVALID", "Idempotency-Key: use 1 to 200 visible ASCII characters.");
  }
  const requestHash = await hashOf(request, body);
  // A turn holds a connection while the command uses another: so many, that some are left.
  return takeTurn(() =>
    inTransaction(async ({ sql }) => {
      const asked = { sql, actorId, key, keyHash: sha256(key), requestHash };
      await lockKey(asked);
      const kept = await findKept(asked);
      if (kept !== null) return kept;
      const response = await answerOrRefusal(answer);
      if (isKept(response)) await keep(asked, response);
      return response;
    }),
  );
}

type AskedKey = {
  sql: Sql;
  actorId: string;
  key: string;
  keyHash: string;
  requestHash: string;
};

/** A body that is a stream is hashed from a copy, which waits for the whole of it. */
async function hashOf(request: Request, body: string): Promise<string> {
  const { pathname, search } = new URL(request.url);
  const hash = createHash("sha256").update(`${request.method}\n${pathname}${search}\n${body}`);
  const copy = request.bodyUsed || request.body === null ? null : request.clone().body;
  if (copy === null) return hash.digest("hex");
  let bytes = 0;
  for await (const chunk of copy as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > STREAM_BYTES_MAX) throw new AppError("TOO_LARGE", "Send at most 32 MB.");
    hash.update(chunk);
  }
  return hash.digest("hex");
}

/** Whoever comes second waits here until the first has its answer. */
async function lockKey({ sql, actorId, keyHash }: AskedKey): Promise<void> {
  await sql("SET LOCAL lock_timeout = '30s'");
  try {
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `idempotency ${actorId} ${keyHash}`,
    ]);
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_TIMEOUT) throw error;
    throw new AppError("CONFLICT", "The same request is still being worked on. Ask again.", {
      reason: "in-progress",
      retryAfter: 10,
    });
  }
}

async function findKept(asked: AskedKey): Promise<Response | null> {
  const [kept] = await asked.sql<{ request_hash: string; status: number; response: string }>(
    `SELECT request_hash, status, response FROM idempotency_key
     WHERE user_id = $1 AND key = $2 AND created_at > now() - interval '24 hours'`,
    [asked.actorId, asked.keyHash],
  );
  if (kept === undefined) return null;
  if (kept.request_hash !== asked.requestHash) {
    throw new AppError(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for another request. Use a new one for each.",
    );
  }
  const body = openAnswer(kept.response, asked.key);
  // Unreadable only after the server's secret was replaced: then the answer is gone.
  if (body === null) return null;
  const type = kept.status >= 400 ? "application/problem+json" : "application/json";
  return new Response(body, {
    status: kept.status,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      "idempotency-replayed": "true",
    },
  });
}

async function answerOrRefusal(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (isAppError(error) && KEPT.has(error.code)) return problemResponse(error);
    throw error;
  }
}

function isKept(response: Response): boolean {
  const type = response.headers.get("content-type") ?? "";
  const json = /^application\/(problem\+)?json\b/.test(type);
  return json && response.status < 500 && !response.headers.has("set-cookie");
}

async function keep(asked: AskedKey, response: Response): Promise<void> {
  const sealed = sealAnswer(await response.clone().text(), asked.key);
  await asked.sql(
    `INSERT INTO idempotency_key (user_id, key, request_hash, status, response, created_at)
     VALUES ($1, $2, $3, $4, to_jsonb($5::text), now())
     ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
       status = excluded.status, response = excluded.response, created_at = excluded.created_at`,
    [asked.actorId, asked.keyHash, asked.requestHash, response.status, sealed],
  );
  await asked.sql(
    `DELETE FROM idempotency_key WHERE (user_id, key) IN (
       SELECT user_id, key FROM idempotency_key
       WHERE created_at < now() - interval '24 hours' LIMIT ${PURGED_MAX} FOR UPDATE SKIP LOCKED)`,
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
