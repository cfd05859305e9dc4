import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { startFaultyLine } from "@/lib/testing/faulty-line";
import { AppError } from "../app-error";
import { currentOrigin, withOrigin } from "../audit/origin";
import { disconnect } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { respondOnce } from "./idempotency";

let actorId: string;

beforeAll(async () => {
  await testDatabase();
  actorId = (await makeUser()).id;
});

type Given = { key?: string; body?: string; path?: string; actorId?: string };

/** `route()` calls it like this: a JSON body has been read already. */
function ask(given: Given, respond: () => Promise<Response>) {
  const { key, body = "{}", path = "/api/things" } = given;
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const request = new Request(`http://localhost${path}`, { method: "POST", headers });
  return respondOnce({ request, actorId: given.actorId ?? actorId, body }, respond);
}

function counter(status = 201) {
  const calls = { count: 0 };
  const respond = async () => {
    calls.count += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
    return Response.json({ call: calls.count, token: "shown only once" }, { status });
  };
  return { calls, respond };
}

describe("a key", () => {
  test("gets the same response again, without the work", async () => {
    const { calls, respond } = counter();
    const key = randomUUID();
    const first = await ask({ key }, respond);
    const second = await ask({ key }, respond);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(calls.count).toBe(1);
  });

  test("that is used ten times at once does the work once", async () => {
    const { calls, respond } = counter();
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 10 }, () => ask({ key }, respond)));
    expect(new Set(await Promise.all(all.map((one) => one.text()))).size).toBe(1);
    expect(calls.count).toBe(1);
  });

  test("with another body, or on another path, is refused", async () => {
    const { respond } = counter();
    const key = randomUUID();
    await ask({ key }, respond);
    const reused = { code: "IDEMPOTENCY_KEY_REUSED" };
    await expect(ask({ key, body: '{"a":1}' }, respond)).rejects.toMatchObject(reused);
    await expect(ask({ key, path: "/api/others" }, respond)).rejects.toMatchObject(reused);
    await expect(ask({ key, path: "/api/things?a=1" }, respond)).rejects.toMatchObject(reused);
  });

  test("of one person says nothing about the same key of another", async () => {
    const { calls, respond } = counter();
    const key = randomUUID();
    await ask({ key }, respond);
    await ask({ key, actorId: (await makeUser()).id, body: "other" }, respond);
    expect(calls.count).toBe(2);
  });

  test("left out, or on a read, is just worked on", async () => {
    const { calls, respond } = counter();
    await ask({}, respond);
    await ask({}, respond);
    expect(calls.count).toBe(2);
  });

  test.each(["", " ", "a".repeat(201), "ñ"])("%j is no key", async (key) => {
    const { respond } = counter();
    const request = new Request("http://localhost/api/things", { method: "POST" });
    Object.defineProperty(request, "headers", { value: { get: () => key } });
    await expect(respondOnce({ request, actorId, body: "" }, respond)).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  test("covers every byte of a streamed body, which still reaches the handler", async () => {
    const key = randomUUID();
    const send = (body: string) => {
      const headers = { "idempotency-key": key };
      const request = new Request("http://localhost/api/files", { method: "POST", headers, body });
      const respond = async () => Response.json({ read: await request.text() });
      return respondOnce({ request, actorId, body: "" }, respond);
    };
    expect(await (await send("one")).json()).toEqual({ read: "one" });
    expect((await send("one")).headers.get("idempotency-replayed")).toBe("true");
    await expect(send("two")).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });
});

describe("what is stored", () => {
  test("a refusal of the domain is, as its problem", async () => {
    const key = randomUUID();
    let calls = 0;
    const respond = () => {
      calls += 1;
      return Promise.reject(new AppError("REFUSED", "Not now.", { reason: "day-not-open" }));
    };
    const [first, second] = [await ask({ key }, respond), await ask({ key }, respond)];
    expect(first.status).toBe(422);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get("content-type")).toBe("application/problem+json");
    expect(calls).toBe(1);
  });

  test("a failure is not: the next try works", async () => {
    const key = randomUUID();
    const { respond } = counter();
    const broken = () => Promise.reject(new Error("the disk is gone"));
    await expect(ask({ key }, broken)).rejects.toThrow("the disk is gone");
    expect((await ask({ key }, respond)).status).toBe(201);
  });

  test("can't be read from the table, neither response nor key", async () => {
    const key = randomUUID();
    await ask({ key }, counter().respond);
    const text = JSON.stringify(await sql("SELECT * FROM idempotency_key"));
    expect(text).not.toContain("shown only once");
    expect(text).not.toContain(key);
  });

  test("is forgotten after a day, and swept away", async () => {
    const key = randomUUID();
    const { calls, respond } = counter();
    await ask({ key }, respond);
    await sql("UPDATE idempotency_key SET created_at = now() - interval '25 hours'");
    await ask({ key, body: "another" }, respond);
    expect(calls.count).toBe(2);
    const rows = await sql("SELECT 1 FROM idempotency_key");
    expect(rows).toHaveLength(1);
  });
});

describe("many keys at once", () => {
  const sendAll = (count: number, respond: () => Promise<Response>) =>
    Promise.allSettled(
      Array.from({ length: count }, (_, at) =>
        withOrigin(`10.0.0.${at}`, () => ask({ key: randomUUID() }, respond)),
      ),
    );

  test("leave connections for the work itself", async () => {
    const all = await sendAll(60, async () => {
      await sql("SELECT pg_sleep(0.02)");
      return Response.json({});
    });
    expect(all.every(({ status }) => status === "fulfilled")).toBe(true);
  });

  test("wait their turn, each as the request that it came with", async () => {
    const all = await sendAll(20, async () => {
      await sql("SELECT pg_sleep(0.01)");
      return Response.json({ origin: currentOrigin() });
    });
    const origins = all.map(async (one) =>
      one.status === "fulfilled" ? ((await one.value.json()) as { origin: string }).origin : null,
    );
    expect(await Promise.all(origins)).toEqual(all.map((_, at) => `10.0.0.${at}`));
  });

  test("are refused when too many wait, and may try again soon", async () => {
    const all = await sendAll(600, () => Promise.resolve(Response.json({})));
    const refused = all.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(600 - 8 - 500);
    expect(refused[0]?.reason).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      details: { retryAfter: 5 },
    });
  });
});

describe("a connection that ends while the command commits", () => {
  test.each(["sent", "lost"] as const)(
    "leaves work and response, or neither (%s)",
    async (when) => {
      const direct = process.env.DATABASE_URL ?? "";
      await disconnect();
      const line = await startFaultyLine(direct);
      process.env.DATABASE_URL = line.url;
      const key = randomUUID();
      const name = `reason ${key}`;
      const respond = async () => {
        await inTransaction(async (tx) => {
          await tx.sql("INSERT INTO setting (name, value) VALUES ($1, '1')", [name]);
        });
        // A reading after it finds what is not committed yet.
        const rows = await sql("SELECT 1 FROM setting WHERE name = $1", [name]);
        if (rows.length === 1) line.cutAtCommit(when);
        return Response.json({ stored: rows.length }, { status: 201 });
      };
      await expect(ask({ key }, respond)).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
      const countRows = async () =>
        (await sql("SELECT 1 FROM setting WHERE name = $1", [name])).length;
      // The server may still be at work on what it was sent.
      await expect.poll(countRows).toBe(when === "sent" ? 1 : 0);
      const again = await ask({ key }, () => {
        if (when === "sent") throw new Error("it was done already");
        return Promise.resolve(Response.json({ stored: 0 }));
      });
      expect(await again.json()).toEqual({ stored: when === "sent" ? 1 : 0 });
      expect(await countRows()).toBe(when === "sent" ? 1 : 0);
      process.env.DATABASE_URL = direct;
      await Promise.all([disconnect(), line.stop()]);
    },
  );
});

test("a response that another one with the key stored meanwhile takes the work back", async () => {
  const key = randomUUID();
  const respond = async () => {
    await inTransaction(async (tx) => {
      await tx.sql("INSERT INTO setting (name, value) VALUES ($1, '1')", [`late ${key}`]);
    });
    await storedBy(key);
    return Response.json({}, { status: 201 });
  };
  await expect(ask({ key }, respond)).rejects.toMatchObject({ details: { reason: "in-progress" } });
  expect(await sql("SELECT 1 FROM setting WHERE name = $1", [`late ${key}`])).toEqual([]);
});

/** As the first request did, on a connection that is gone for its process. */
async function storedBy(key: string): Promise<void> {
  const hash = createHash("sha256").update(key).digest("hex");
  await asOwner(
    `INSERT INTO idempotency_key (user_id, key, request_hash, status, response, created_at)
     VALUES ($1, $2, 'first', 201, '"sealed"', now())`,
    [actorId, hash],
  );
}
