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
  const buckets = new Map<string, Bucket>();
  return {
    take(key, perMinute, now) {
      const { bucket, waitSeconds } = takeTokens(buckets.get(key), 1, { perMinute, now });
      // The map is in the order of use, so that the first one was used the longest ago.
      buckets.delete(key);
      buckets.set(key, bucket);
      forgetOldest(buckets, { bucketsMax, perMinute, now });
      return waitSeconds;
    },
    size: () => buckets.size,
  };
}

type Bound = { bucketsMax: number; perMinute: number; now: number };

/** A full bucket says nothing; beyond the bound others are forgotten too. */
function forgetOldest(buckets: Map<string, Bucket>, { bucketsMax, perMinute, now }: Bound): void {
  for (const [key, bucket] of buckets) {
    if (buckets.size <= bucketsMax && !isFull(bucket, perMinute, now)) return;
    if (buckets.size === 1) return;
    buckets.delete(key);
  }
}
