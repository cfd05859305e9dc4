/** A Cashrec that misbehaves, over real sockets: it is spared, and operators learn what to do. */
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failureOf } from "@/lib/testing/cashrec-client";
import { makeAuthority } from "@/lib/testing/certificates";
import {
  drip,
  html,
  issueToken,
  type MisbehavingUpstream,
  reset,
  sendJson,
  startMisbehaving,
  status,
  truncate,
} from "@/lib/testing/misbehaving-upstream";
import { connectTo } from "@/lib/testing/upstream-client";
import { type Limits, LIMITS, RUNTIME } from "./limits";
import { exchange } from "./transport";

const DAY = "2026-03-04";
const DAYS = Array.from({ length: 20 }, (_, i) => `2026-02-${String(i + 1).padStart(2, "0")}`);

const authority = makeAuthority("Unknown");
let upstream: MisbehavingUpstream;
let time = 0;

beforeEach(async () => {
  upstream = await startMisbehaving();
  time = Date.now();
});
afterEach(() => upstream.stop());

function connect(limits: Partial<Limits> = {}) {
  const fetchSheets = connectTo(upstream, () => time, limits);
  return (date = DAY) => fetchSheets(date, ["101"]);
}

describe("requests for a token", () => {
  test("are made once when a web page answers them, however much is to be read", async () => {
    upstream.atToken = html();
    const fetchDay = connect();
    for (const date of DAYS) {
      const failure = await failureOf(fetchDay(date));
      expect(failure.code).toBe("UPSTREAM_REFUSED");
      expect(failure.message).toContain("a web page instead of a token. Check CASHREC_TOKEN_URL");
    }
    expect(upstream.grants).toEqual(["password"]);
    time += LIMITS.refusedSignInMs + 1;
    upstream.atToken = null;
    expect(await fetchDay()).toHaveLength(1);
  });

  test("stop for a while once a token that was just issued is refused", async () => {
    upstream.atSheets = status(401);
    const fetchDay = connect();
    for (const date of DAYS) {
      const failure = await failureOf(fetchDay(date));
      expect([failure.code, failure.message]).toEqual([
        "UPSTREAM_REFUSED",
        "Cashrec does not accept a token it has just issued (401).",
      ]);
    }
    expect(upstream.grants).toEqual(["password", "refresh_token"]);
  });

  test("leave the centres alone whose requests are accepted", async () => {
    upstream.centres.set("101", status(401));
    const fetchDay = connect();
    await failureOf(fetchDay());
    upstream.centres.clear();
    expect(await fetchDay()).toHaveLength(1);
    expect(upstream.grants).toHaveLength(2);
  });

  test("are limited within a minute, whatever comes of them", async () => {
    upstream.atToken = (response) =>
      sendJson(response, 200, { access_token: `short-${upstream.grants.length}`, expires_in: 1 });
    const fetchDay = connect({ grantsPerMinuteMax: 5 });
    for (const date of DAYS.slice(0, 5)) {
      await fetchDay(date);
      time += 1_000;
    }
    const failure = await failureOf(fetchDay());
    expect(failure).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", details: { retryAfter: 55 } });
    expect(failure.message).toMatch(/left alone until \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(upstream.grants).toHaveLength(5);
    time += 56_000;
    expect(await fetchDay()).toHaveLength(1);
  });

  test.each([500, 503])("use the password once a refresh answers %s", async (code) => {
    const fetchDay = connect();
    await fetchDay();
    time += 3_600_000;
    upstream.atToken = (response, request) => {
      const respond = upstream.grants.at(-1) === "password" ? issueToken(upstream) : status(code);
      respond(response, request);
    };
    expect(await fetchDay()).toHaveLength(1);
    expect(upstream.grants).toEqual(["password", "refresh_token", "password"]);
  });

  test("by refresh are not repeated when the password grant fails as well", async () => {
    const fetchDay = connect();
    await fetchDay();
    time += 3_600_000;
    upstream.atToken = status(503);
    expect((await failureOf(fetchDay())).code).toBe("UPSTREAM_UNAVAILABLE");
    expect(upstream.grants.filter((grant) => grant === "refresh_token")).toHaveLength(1);
  });

  test("at an address without a sign-in name the variable to check", async () => {
    upstream.atToken = status(404);
    const failure = await failureOf(connect()());
    expect(failure.message).toContain("no sign-in at this address (404). Check CASHREC_TOKEN_URL");
  });
});

describe("404", () => {
  const json = { "content-type": "application/json" };
  const page = { "content-type": "text/html" };
  test.each([
    ["a page", status(404, page, "<html>No such center</html>")],
    ["nothing", status(404)],
    ["a problem document", status(404, json, '{"title":"Not Found","status":404}')],
  ])("with %s is a wrong address", async (_, respond) => {
    upstream.atSheets = respond;
    const failure = await failureOf(connect()());
    expect([failure.code, failure.message]).toEqual([
      "UPSTREAM_REFUSED",
      "There is no Cashrec API at this address (404). Check CASHREC_API_URL.",
    ]);
  });

  test.each(['{"code":0,"message":"…"}', '{"message":"Tenant configuration not found."}'])(
    "of Cashrec itself (%s) is an unknown tenant or centre",
    async (body) => {
      upstream.atSheets = status(404, json, body);
      const failure = await failureOf(connect()());
      expect(failure.code).toBe("UPSTREAM_REFUSED");
      expect(failure.message).toContain("does not know this tenant or one of these centres");
    },
  );
});

describe("a pause that Cashrec asks for", () => {
  test("is named with its end, in seconds or as a date of its own clock", async () => {
    time = Date.parse("2026-11-26T15:29:30Z");
    upstream.atSheets = status(429, { "retry-after": "1800" });
    const [seconds, date] = [await failureOf(connect()()), await failureOf(ask())];
    for (const failure of [seconds, date]) {
      expect(failure.details.retryAfter).toBe(1_800);
      expect(failure.message).toBe(
        "Cashrec asks for fewer requests (429), and asks for none before 2026-11-26 16:00 UTC.",
      );
    }

    function ask() {
      // The clock of Cashrec is ahead by a day.
      upstream.atSheets = status(429, {
        date: "Fri, 27 Nov 2026 08:00:00 GMT",
        "retry-after": "Fri, 27 Nov 2026 08:30:00 GMT",
      });
      return connect()();
    }
  });

  test("is thirty years at the most, however far apart the dates are", async () => {
    time = Date.parse("2026-11-26T15:29:30Z");
    const dates = { date: "-271821-04-20T00:00:00Z", "retry-after": "+275760-09-13T00:00:00Z" };
    upstream.atSheets = status(429, dates);
    const failure = await failureOf(connect()());
    expect(failure.message).toContain("asks for none before 2058-08-04");
  });
});

describe("what is no answer", () => {
  test.each([
    ["a reset", reset, "can't be reached, or broke off in the middle of its answer (ECONNRESET)."],
    ["a truncated body", truncate, "broke off in the middle of its answer (ECONNRESET)."],
    ["a body that never ends", drip, "did not answer within 1 seconds."],
  ])("%s is not read, and nothing of it is returned", async (_, respond, reason) => {
    upstream.atSheets = respond;
    const failure = await failureOf(connect({ attemptMsMax: 300, attemptsMax: 2 })());
    expect(failure.code).toBe("UPSTREAM_UNAVAILABLE");
    expect(failure.message).toContain(reason);
    expect(upstream.asked).toHaveLength(2);
  });

  test("a certificate that is not accepted is named by its code", async () => {
    const { certificate, key } = authority.issue("localhost");
    const server = createServer({ cert: certificate, key }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const url = `https://localhost:${port}/`;
    const failure = await failureOf(exchange({ url, init: {}, whom: "Cashrec" }, RUNTIME, LIMITS));
    expect(failure.message).toContain("(UNABLE_TO_VERIFY_LEAF_SIGNATURE)");
    server.close();
  });

  test("a page with status 200 is refused, also where it claims to be JSON", async () => {
    for (const type of ["text/html", "application/json"]) {
      upstream.atSheets = status(200, { "content-type": type }, "<html><form>Sign in</form>");
      const failure = await failureOf(connect()());
      expect(failure.code).toBe("UPSTREAM_REFUSED");
      expect(failure.message).toContain("web page instead of cash sheets");
    }
  });

  test("a redirect is not followed, also where its own body never ends", async () => {
    upstream.atSheets = (response) => {
      response.writeHead(302, { location: `${upstream.url}/api/v1/elsewhere` });
      response.write("moved");
    };
    const failure = await failureOf(connect({ attemptMsMax: 2_000 })());
    expect([failure.code, failure.message]).toEqual([
      "UPSTREAM_REFUSED",
      "Cashrec answered with a redirect, which is not followed.",
    ]);
    expect(upstream.asked).toHaveLength(1);
  });
});
