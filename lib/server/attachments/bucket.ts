import "server-only";

/**
 * A bucket of an S3-compatible store: single objects, signed with Signature Version 4. Objects are
 * private; nothing is ever signed for a browser. The store computes the hash of what it receives,
 * and refuses it when it differs from the one that was signed.
 */
import { AppError, isAppError } from "../app-error";
import type { BucketEnv } from "../env-attachments";
import { outboundFetch } from "../http/outbound-fetch";
import { log } from "../log";
import { signRequest } from "./sign-request";

const REQUEST_MS_MAX = 15_000;
/** A transaction waits for it. */
const HEAD_MS_MAX = 5_000;
const ATTEMPTS_MAX = 2;
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The operator named it, and it is in the own network as a rule. */
const POLICY = { allowsPrivate: true, isConfigured: true };

export type StoredObject = { name: string; bytes: number; changedAt: number };

export async function putObject(
  bucket: BucketEnv,
  name: string,
  content: Uint8Array,
  sha256: string,
): Promise<void> {
  const response = await ask(bucket, { method: "PUT", name, content, sha256 });
  if (!response.ok) throw await unavailable(response);
  await response.body?.cancel();
}

/** Null where there is none. */
export async function getObject(bucket: BucketEnv, name: string): Promise<Buffer | null> {
  return repeated(async () => {
    const response = await once(bucket, { method: "GET", name });
    if (response.status === 404 && (await hasBucket(response.clone()))) return null;
    if (!response.ok) throw await unavailable(response);
    return Buffer.from(await response.arrayBuffer());
  });
}

/** Where a bucket has another name, no file of it is missing. */
async function hasBucket(response: Response): Promise<boolean> {
  return readTag(await response.text(), "Code") !== "NoSuchBucket";
}

export async function hasObject(bucket: BucketEnv, name: string): Promise<boolean> {
  const response = await ask(bucket, { method: "HEAD", name });
  if (response.ok) return true;
  if (response.status === 404) return false;
  throw await unavailable(response);
}

export async function removeObject(bucket: BucketEnv, name: string): Promise<void> {
  const response = await ask(bucket, { method: "DELETE", name });
  if (!response.ok && response.status !== 404) throw await unavailable(response);
  await response.body?.cancel();
}

/** Every object below the prefix, in the order of the names, which are returned without it. */
export async function* listObjects(bucket: BucketEnv): AsyncGenerator<StoredObject> {
  let next = "";
  do {
    const query = new URLSearchParams({ "list-type": "2", prefix: bucket.prefix });
    if (next !== "") query.set("continuation-token", next);
    const page: string = await listPage(bucket, query);
    for (const [, entry = ""] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const key = readTag(entry, "Key");
      yield {
        name: key.slice(bucket.prefix.length),
        bytes: Number(readTag(entry, "Size")),
        changedAt: Date.parse(readTag(entry, "LastModified")),
      };
    }
    next = readTag(page, "IsTruncated") === "true" ? readTag(page, "NextContinuationToken") : "";
  } while (next !== "");
}

async function listPage(bucket: BucketEnv, query: URLSearchParams): Promise<string> {
  return repeated(async () => {
    const response = await once(bucket, { method: "GET", name: null, query });
    if (!response.ok) throw await unavailable(response);
    return response.text();
  });
}

/** Names are of our own letters, so that only the entities of tokens remain. */
function readTag(xml: string, tag: string): string {
  const from = xml.indexOf(`<${tag}>`);
  const to = xml.indexOf(`</${tag}>`, from);
  if (from < 0 || to < 0) return "";
  return xml
    .slice(from + tag.length + 2, to)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

type Asked = {
  method: "GET" | "PUT" | "HEAD" | "DELETE";
  /** Null: the bucket itself. */
  name: string | null;
  content?: Uint8Array;
  sha256?: string;
  query?: URLSearchParams;
};

function ask(bucket: BucketEnv, asked: Asked): Promise<Response> {
  return repeated(() => once(bucket, asked));
}

/** Each request may be repeated, because its name says what is in an object. */
async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt < ATTEMPTS_MAX) continue;
      throw isAppError(error) ? error : unreachable(error);
    }
  }
}

async function once(bucket: BucketEnv, asked: Asked): Promise<Response> {
  const { method, name, content, sha256 = EMPTY_HASH, query } = asked;
  const path = name === null ? "" : `/${bucket.prefix}${name}`;
  const url = new URL(`${bucket.endpoint}/${bucket.bucket}${path}`);
  url.search = query?.toString() ?? "";
  const request = new Request(url, {
    method,
    headers: signRequest({ method, url, sha256, at: new Date() }, bucket),
    signal: AbortSignal.timeout(method === "HEAD" ? HEAD_MS_MAX : REQUEST_MS_MAX),
    ...(content === undefined ? {} : { body: Buffer.from(content) }),
  });
  const response = await outboundFetch(request, POLICY);
  if (response.status < 500 && response.status !== 429) return response;
  throw await unavailable(response);
}

/** Its body may name keys and buckets, and only its code is of use to an operator. */
async function unavailable(response: Response): Promise<AppError> {
  const text = await response.text().catch(() => "");
  const code = /^\w{1,60}$/.exec(readTag(text, "Code"))?.[0];
  log().warn({ part: "attachments", status: response.status, code }, "the file store refused");
  return away();
}

function unreachable(error: unknown): AppError {
  log().warn({ part: "attachments", err: error }, "the file store can't be reached");
  return away();
}

function away(): AppError {
  const message =
    "The store of attached files can't be used now. Nothing was changed; try again later.";
  return new AppError("FILES_UNAVAILABLE", message, { retryAfter: 30 });
}
