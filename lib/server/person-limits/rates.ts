import "server-only";

/** Remembers what each person has left of a minute, for a bounded number of them. */
import { type Bucket, isFull, takeTokens } from "@/lib/domain/security/token-bucket";

const BUCKETS_MAX = 10_000;

/** `take` returns the seconds to wait; 0 when the request was counted. */
export type Rates = {
  take: (key: string, perMinute: number, now: number) => number;
  size: () => number;
};

export function createRates(bucketsMax = BUCKETS_MAX): Rates {
  const buckets = new Map<string, RatedBucket>();
  return {
    take(key, perMinute, now) {
      const before = buckets.get(key)?.bucket;
      const { bucket, waitSeconds } = takeTokens(before, 1, { perMinute, now });
      // The map is in the order of use, so that the first one was used the longest ago.
      buckets.delete(key);
      buckets.set(key, { bucket, perMinute });
      forgetOldest(buckets, bucketsMax, now);
      return waitSeconds;
    },
    size: () => buckets.size,
  };
}

/** Each kind of request fills its buckets at a rate of its own. */
type RatedBucket = { bucket: Bucket; perMinute: number };

/** A full bucket says nothing; beyond the bound others are forgotten too. */
function forgetOldest(buckets: Map<string, RatedBucket>, bucketsMax: number, now: number): void {
  for (const [key, { bucket, perMinute }] of buckets) {
    if (buckets.size <= bucketsMax && !isFull(bucket, perMinute, now)) return;
    if (buckets.size === 1) return;
    buckets.delete(key);
  }
}
