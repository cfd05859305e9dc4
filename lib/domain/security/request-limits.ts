/**
 * Limits what one person may ask of one instance, so that nobody else has to wait: so many requests
 * a minute, and so many at a time. Requests beyond `atOnce` wait for others of the same person, and
 * those beyond `waiting` are refused.
 */
export type RequestKind = "page" | "read" | "command" | "computation" | "file" | "upload" | "past";

export type ConcurrencyLimit = { atOnce: number; waiting: number };
export type RequestLimit = {
  perMinute: number;
  /** Null: the server can't know when it is over. */
  concurrency: ConcurrencyLimit | null;
};

/**
 * Together they leave others most of the connections to the database. A file counts until it is
 * sent, and a past moment as long as it has a connection; a screen reads up to ten of them.
 * A read of the API at a past moment only counts as that.
 */
export const REQUEST_LIMITS: Record<RequestKind, RequestLimit> = {
  page: { perMinute: 1_200, concurrency: null },
  read: { perMinute: 3_000, concurrency: { atOnce: 8, waiting: 200 } },
  command: { perMinute: 1_200, concurrency: { atOnce: 8, waiting: 200 } },
  computation: { perMinute: 120, concurrency: { atOnce: 2, waiting: 18 } },
  file: { perMinute: 120, concurrency: { atOnce: 4, waiting: 36 } },
  upload: { perMinute: 240, concurrency: { atOnce: 4, waiting: 36 } },
  past: { perMinute: 600, concurrency: { atOnce: 4, waiting: 26 } },
};

export type LimitedRoute = {
  /** What the route declares, where its contract does not tell. */
  limit: RequestKind | null;
  takesFile: boolean;
  sendsFile: boolean;
};

export function requestKindOf({ limit, takesFile, sendsFile }: LimitedRoute, method: string) {
  if (limit !== null) return limit;
  if (sendsFile) return "file";
  if (takesFile) return "upload";
  return method === "GET" || method === "HEAD" ? "read" : "command";
}
