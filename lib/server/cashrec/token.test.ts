/**
 * One sign-in serves all requests, is renewed in time, and is not retried until an account is
 * locked.
 */
import { describe, expect, test } from "vitest";
import { arrangeClient, failureOf, isSheets, json, reply } from "@/lib/testing/cashrec-client";

describe("the token", () => {
  test("is fetched once for requests at the same time, and kept", async () => {
    const { calls, fetchDay } = arrangeClient();
    const days = await Promise.all([fetchDay("101"), fetchDay("102"), fetchDay("103")]);
    await fetchDay();
    expect(days.every((sheets) => sheets.length === 1)).toBe(true);
    expect(calls.filter((call) => call === "password")).toHaveLength(1);
    expect(calls).not.toContain("refresh_token");
  });

  test("is renewed by refresh token a little before it ends", async () => {
    const { calls, fetchDay, wait } = arrangeClient();
    await fetchDay();
    wait(3_600_000 - 59_000);
    await fetchDay();
    expect(calls).toEqual(["password", "sheets", "refresh_token", "sheets"]);
  });

  test("revoked in the middle of its life is replaced once, by refresh token first", async () => {
    const { calls, fetchDay, sandbox } = arrangeClient();
    await fetchDay();
    sandbox.revokeTokens();
    await fetchDay();
    expect(calls.slice(2)).toEqual(["sheets", "refresh_token", "sheets"]);
  });

  test("falls back to the password grant when the refresh token is not taken", async () => {
    const before = (request: Request, count: number) =>
      isSheets(request) && count === 2 ? reply(401) : null;
    const { calls, fetchDay } = arrangeClient({
      before: async (request, count) => {
        if (isSheets(request)) return before(request, count) as Response;
        const grant = new URLSearchParams(await request.clone().text()).get("grant_type");
        const refusal = reply(400, json, '{"error":"invalid_grant"}');
        return (grant === "refresh_token" ? refusal : null) as Response;
      },
    });
    await fetchDay();
    await fetchDay();
    expect(calls.slice(2)).toEqual(["sheets", "refresh_token", "password", "sheets"]);
  });

  test("that is never accepted ends in a refusal, not in a loop", async () => {
    const { calls, fetchDay } = arrangeClient({
      before: (request) => (isSheets(request) ? reply(401) : null),
    });
    expect((await failureOf(fetchDay())).code).toBe("UPSTREAM_REFUSED");
    expect(calls.filter((call) => call === "sheets")).toHaveLength(2);
  });

  test("is not asked for again for a while when the password is refused", async () => {
    const { calls, fetchDay, wait } = arrangeClient({ connection: { password: "mistyped-pass" } });
    const failure = await failureOf(fetchDay());
    expect([failure.code, failure.message]).toEqual([
      "UPSTREAM_REFUSED",
      expect.stringContaining("invalid_grant"),
    ]);
    expect(failure.message).not.toContain("mistyped-pass");
    await failureOf(fetchDay());
    expect(calls).toEqual(["password"]);
    wait(61_000);
    await failureOf(fetchDay());
    expect(calls).toEqual(["password", "password"]);
  });

  test.each([
    ["no JSON", "<html>"],
    ["no token", "{}"],
    ["a token that would break a header", '{"access_token":"a\\nb"}'],
  ])("answer with %s is one refusal of the whole connection", async (_, body) => {
    const before = (request: Request) => (isSheets(request) ? null : reply(200, json, body));
    const { calls, fetchDay } = arrangeClient({ before });
    expect((await failureOf(fetchDay())).code).toBe("UPSTREAM_REFUSED");
    expect((await failureOf(fetchDay())).code).toBe("UPSTREAM_REFUSED");
    expect(calls).toEqual(["password"]);
  });
});
