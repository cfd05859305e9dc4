/**
 * Limits how much somebody may ask for in a minute. A bucket holds what may be spent at once, and
 * is filled again at a steady rate.
 */
export type Bucket = {
  tokens: number;
  /** Milliseconds since 1970. */
  at: number;
};

const MINUTE_MS = 60_000;

export type Taken = { bucket: Bucket; /** 0 when the cost was taken. */ waitSeconds: number };

/** A cost beyond the whole bucket takes all of it, or nobody could ever pay for it. */
export function takeTokens(
  bucket: Bucket | undefined,
  cost: number,
  { perMinute, now }: { perMinute: number; now: number },
): Taken {
  const tokens = fill(bucket, perMinute, now);
  const price = Math.min(cost, perMinute);
  if (tokens >= price) return { bucket: { tokens: tokens - price, at: now }, waitSeconds: 0 };
  const missingMs = ((price - tokens) / perMinute) * MINUTE_MS;
  return { bucket: { tokens, at: now }, waitSeconds: Math.ceil(missingMs / 1_000) };
}

/** A clock that goes back fills nothing. */
function fill(bucket: Bucket | undefined, perMinute: number, now: number): number {
  if (bucket === undefined) return perMinute;
  const elapsed = Math.max(0, now - bucket.at);
  return Math.min(perMinute, bucket.tokens + (elapsed / MINUTE_MS) * perMinute);
}

export function isFull(bucket: Bucket, perMinute: number, now: number): boolean {
  return fill(bucket, perMinute, now) >= perMinute;
}
