import { expect, test } from "vitest";
import { type Bucket, isFull, takeTokens } from "./token-bucket";

const AT = { perMinute: 60, now: 1_000_000 };

test("a minute's worth may be spent at once, and then one a second", () => {
  let bucket: Bucket | undefined;
  for (let at = 0; at < 60; at += 1) {
    const taken = takeTokens(bucket, 1, AT);
    expect(taken.waitSeconds).toBe(0);
    bucket = taken.bucket;
  }
  expect(takeTokens(bucket, 1, AT).waitSeconds).toBe(1);
  expect(takeTokens(bucket, 30, AT).waitSeconds).toBe(30);
  expect(takeTokens(bucket, 1, { ...AT, now: AT.now + 1_000 }).waitSeconds).toBe(0);
});

test("a refused request costs nothing, so that waiting as long as it says is enough", () => {
  const empty = takeTokens(undefined, 60, AT).bucket;
  const refused = takeTokens(empty, 25, AT);
  const later = { ...AT, now: AT.now + refused.waitSeconds * 1_000 };
  expect(takeTokens(refused.bucket, 25, later).waitSeconds).toBe(0);
});

test("what costs more than a minute's worth is possible with a full bucket", () => {
  expect(takeTokens(undefined, 1_000, AT)).toEqual({
    bucket: { tokens: 0, at: AT.now },
    waitSeconds: 0,
  });
});

test("a clock that goes back neither fills nor empties", () => {
  const { bucket } = takeTokens(undefined, 10, AT);
  expect(takeTokens(bucket, 0, { ...AT, now: AT.now - 90_000 }).bucket.tokens).toBe(50);
  expect(isFull(bucket, 60, AT.now + 9_000)).toBe(false);
  expect(isFull(bucket, 60, AT.now + 10_000)).toBe(true);
});
