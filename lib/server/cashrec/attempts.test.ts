/** Failures that may pass are retried, with pauses that spare Cashrec. */
import { describe, expect, test } from "vitest";
import { arrangeClient, failureOf, isSheets, reply } from "@/lib/testing/cashrec-client";
import { LIMITS } from "./limits";

describe("what may pass is tried again", () => {
  test.each([500, 502, 503, 429, 408])("after %s, with pauses that grow", async (status) => {
    const { calls, pauses, fetchDay } = arrangeClient({
      before: (request, count) => (isSheets(request) && count <= 2 ? reply(status) : null),
    });
    expect(await fetchDay()).toHaveLength(1);
    expect(calls.filter((call) => call === "sheets")).toHaveLength(3);
    expect(pauses).toEqual([250, 500]);
  });

  test("at most a few times", async () => {
    const { calls, fetchDay } = arrangeClient();
    expect((await failureOf(fetchDay("901"))).code).toBe("UPSTREAM_UNAVAILABLE");
    expect(calls.filter((call) => call === "sheets")).toHaveLength(LIMITS.attemptsMax);
  });

  test("no sooner than Cashrec asks for", async () => {
    const { pauses, fetchDay } = arrangeClient({
      before: (request, count) =>
        isSheets(request) && count === 1 ? reply(429, { "retry-after": "7" }) : null,
    });
    await fetchDay();
    expect(pauses).toEqual([7_250]);
  });

  test("not at all when Cashrec asks for longer than anyone waits; the error tells how long", async () => {
    const { pauses, fetchDay } = arrangeClient({
      before: (request) => (isSheets(request) ? reply(503, { "retry-after": "900" }) : null),
    });
    expect((await failureOf(fetchDay())).details.retryAfter).toBe(900);
    expect(pauses).toEqual([]);
  });

  test("within a deadline for all attempts together", async () => {
    const { calls, fetchDay } = arrangeClient({
      limits: { totalMsMax: 10_000 },
      before: (request) => (isSheets(request) ? reply(503, { "retry-after": "6" }) : null),
    });
    await failureOf(fetchDay());
    expect(calls.filter((call) => call === "sheets")).toHaveLength(2);
  });

  test("after a connection that broke off, and one that never answers", async () => {
    const { calls, fetchDay } = arrangeClient({
      limits: { attemptMsMax: 30 },
      before: (request, count) => {
        if (!isSheets(request)) return null;
        if (count === 1) return Promise.reject(new TypeError("fetch failed: secret-host"));
        return count === 2 ? new Promise<Response>(() => undefined) : null;
      },
    });
    expect(await fetchDay()).toHaveLength(1);
    expect(calls.filter((call) => call === "sheets")).toHaveLength(3);
  });

  test("and left alone after failing many times in a row, then tried with one request", async () => {
    let down = true;
    const { client, calls, fetchDay, wait } = arrangeClient({
      limits: { failuresMax: 5, openMs: 40 },
      before: (request) => (isSheets(request) && down ? reply(500) : null),
    });
    await failureOf(fetchDay());
    await failureOf(fetchDay());
    const { length } = calls;
    expect((await failureOf(fetchDay())).message).toContain("left alone");
    expect(calls).toHaveLength(length);
    expect(client.connectionWord()).toBe("down");
    down = false;
    wait(60);
    expect(await fetchDay()).toHaveLength(1);
    expect(client.connectionWord()).toBe("ok");
  });
});
