import "server-only";

/**
 * Handles a POST that names an `Idempotency-Key` once: the same person, key and request get the
 * stored response again, another request with the key is refused. For a day we store successes and
 * the refusals that sending the same again can't change; what failed here or upstream is tried
 * again. A body that is a stream counts with all of its bytes; a response that is one isn't stored.
 * The response is stored in the last transaction of the command, so that a crash or a lost
 * connection leaves both or neither. What a command did in transactions before it is done again,
 * so they stay harmless to repeat: a count that is in force already isn't stored twice.
 */
import { bulkhead, isBulkheadRejectedError } from "cockatiel";
import { AsyncResource } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { ProblemCode } from "@/lib/contracts/problem";
import { AppError, isAppError } from "../app-error";
import { inTransaction, type Sql, storingWith } from "../db/sql";
import { problemResponse } from "../http/problem";
import { processWide } from "../process-wide";
import { openResponse, sealResponse } from "./idempotency-seal";

const STREAM_BYTES_MAX = 32 * 1024 * 1024;
const PURGED_MAX = 200;
/**
 * Each of them holds a connection while its command uses another, so the limit leaves some free.
 */
const RUNNING_MAX = 8;
const WAITING_MAX = 500;
const KEY = /^[\x21-\x7e]{1,200}$/;
const LOCK_TIMEOUT = "55P03";

const REPLAYED_PROBLEMS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "INVALID",
  "NOT_FOUND",
  "CONFLICT",
  "REFUSED",
  "REJECTED_ROWS",
]);

type Limit = (work: () => Promise<Response>) => Promise<Response>;
const shared = processWide<Limit>("idempotent-requests");

type CallerRequest = {
  request: Request;
  actorId: string;
  body: string;
  /** Is called with a refusal that becomes a stored response, and is therefore not thrown. */
  onRefused?: ((error: unknown) => void) | undefined;
};

export async function respondOnce(
  { request, actorId, body, onRefused }: CallerRequest,
  respond: () => Promise<Response>,
): Promise<Response> {
  const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
  if (key === null) return respond();
  if (!KEY.test(key)) {
    throw new AppError("INVALID", "Idempotency-Key: use 1 to 200 visible ASCII characters.");
  }
  const requestHash = await hashOf(request, body);
  return limited(() =>
    inTransaction(async ({ sql }) => {
      const keyed = { sql, actorId, key, keyHash: sha256(key), requestHash };
      await lockKey(keyed);
      const stored = await findStored(keyed);
      if (stored?.response != null) return stored.response;
      return storingWith(
        () => respondOrRefuse(respond, { request, onRefused }),
        async (response, last) => {
          if (!isReplayable(response)) return;
          await store({ ...keyed, sql: last ?? sql }, response, stored?.unreadable ?? null);
          await forgetOld(sql);
        },
      );
    }),
  );
}

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

async function limited(work: () => Promise<Response>): Promise<Response> {
  try {
    // Work that waited is started by another request, so its own address is restored for the audit
    // trail.
    return await limit()(AsyncResource.bind(work));
  } catch (error) {
    if (!isBulkheadRejectedError(error)) throw error;
    const message = "Too many requests are being worked on. Try again in a moment.";
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: 5 });
  }
}

function limit(): Limit {
  if (shared.value === undefined) {
    const policy = bulkhead(RUNNING_MAX, WAITING_MAX);
    shared.value = (work) => policy.execute(work);
  }
  return shared.value;
}

type KeyedRequest = {
  sql: Sql;
  actorId: string;
  key: string;
  keyHash: string;
  requestHash: string;
};

/** The second request with a key waits here until the first has its response. */
async function lockKey({ sql, actorId, keyHash }: KeyedRequest): Promise<void> {
  await sql(
    `SELECT set_config('lock_timeout', '30s', true), set_config('statement_timeout', '35s', true),
            set_config('idle_in_transaction_session_timeout', '120s', true)`,
  );
  try {
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `idempotency ${actorId} ${keyHash}`,
    ]);
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_TIMEOUT) throw error;
    throw inProgress();
  }
}

function inProgress(): AppError {
  return new AppError("CONFLICT", "The same request is still being worked on. Ask again.", {
    reason: "in-progress",
    retryAfter: 10,
  });
}

type Stored = { response: Response | null; unreadable: string | null };

async function findStored(keyed: KeyedRequest): Promise<Stored | null> {
  const [stored] = await keyed.sql<{ request_hash: string; status: number; response: string }>(
    `SELECT request_hash, status, response FROM idempotency_key
     WHERE user_id = $1 AND key = $2 AND created_at > now() - interval '24 hours'`,
    [keyed.actorId, keyed.keyHash],
  );
  if (stored === undefined) return null;
  if (stored.request_hash !== keyed.requestHash) {
    throw new AppError(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key was used for another request. Use a new one for each.",
    );
  }
  const body = openResponse(stored.response, keyed.key);
  // It is unreadable only after the server's secret was replaced: then the response is lost.
  if (body === null) return { response: null, unreadable: stored.response };
  const type = stored.status >= 400 ? "application/problem+json" : "application/json";
  const response = new Response(body, {
    status: stored.status,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      "idempotency-replayed": "true",
    },
  });
  return { response, unreadable: null };
}

async function respondOrRefuse(
  respond: () => Promise<Response>,
  { request, onRefused }: Pick<CallerRequest, "request" | "onRefused">,
): Promise<Response> {
  try {
    return await respond();
  } catch (error) {
    if (!isAppError(error) || !REPLAYED_PROBLEMS.has(error.code)) throw error;
    onRefused?.(error);
    return problemResponse(error, request);
  }
}

function isReplayable(response: Response): boolean {
  const type = response.headers.get("content-type") ?? "";
  const json = /^application\/(problem\+)?json\b/.test(type);
  return json && response.status < 500 && !response.headers.has("set-cookie");
}

/**
 * A first request with the key may still be committing, on a connection that was lost: this waits
 * for it, and when it did commit, everything that was done again is rolled back.
 */
async function store(
  keyed: KeyedRequest,
  response: Response,
  unreadable: string | null,
): Promise<void> {
  const sealed = sealResponse(await response.clone().text(), keyed.key);
  const rows = await keyed.sql(
    `INSERT INTO idempotency_key (user_id, key, request_hash, status, response, created_at)
     VALUES ($1, $2, $3, $4, to_jsonb($5::text), now())
     ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
       status = excluded.status, response = excluded.response, created_at = excluded.created_at
       WHERE idempotency_key.created_at < now() - interval '24 hours'
          OR idempotency_key.response = to_jsonb($6::text)
     RETURNING key`,
    [keyed.actorId, keyed.keyHash, keyed.requestHash, response.status, sealed, unreadable],
  );
  if (rows.length === 0) throw inProgress();
}

async function forgetOld(sql: Sql): Promise<void> {
  await sql(
    `DELETE FROM idempotency_key WHERE (user_id, key) IN (
       SELECT user_id, key FROM idempotency_key
       WHERE created_at < now() - interval '24 hours' LIMIT ${PURGED_MAX} FOR UPDATE SKIP LOCKED)`,
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
