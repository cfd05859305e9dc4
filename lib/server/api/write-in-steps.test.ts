import { expect, test } from "vitest";
import { z } from "zod";
import { respond } from "./respond";

const row = z.object({
  tillId: z.string(),
  name: z.string().nullable(),
  countedMinor: z.int().optional(),
});
const contract = z.object({
  before: z.string().optional(),
  rows: z.array(row),
  days: z.array(z.object({ date: z.iso.date() })),
  few: z.array(z.int()).max(3),
  after: z.boolean(),
});
type Body = z.input<typeof contract>;
const ASKED = { request: new Request("http://localhost/api/x"), path: undefined };

test("long lists are sent as they are when they are written at once", async () => {
  for (const count of [199, 200, 201, 250, 5_003]) {
    const body = bodyOf(count);
    const response = await send(body);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe(JSON.stringify(contract.parse(body)));
  }
});

test("a list with a check of its own is checked as a whole", async () => {
  const checked = z.object({ rows: z.array(z.int()).max(300) });
  const rows = Array.from({ length: 301 }, (_, at) => at);
  const sent = respond({ output: checked }, ASKED, Promise.resolve({ rows }));
  await expect(sent).rejects.toThrow("GET /api/x does not fit its contract at rows");
});

test("a row that does not match is named by its position alone", async () => {
  const body = bodyOf(1_000);
  const rows = body.rows.with(777, { ...body.rows[777], name: 4711 as unknown as string } as never);
  const sent = send({ ...body, rows });
  await expect(sent).rejects.toThrow("GET /api/x does not fit its contract at rows.[].name");
});

test("a field beside a long list that does not match is named", async () => {
  const sent = send({ ...bodyOf(1_000), after: "4711" as unknown as boolean });
  await expect(sent).rejects.toThrow("GET /api/x does not fit its contract at after");
});

test("other work runs while a long list is parsed and written", async () => {
  let rounds = 0;
  let isSent = false;
  const count = () => {
    rounds += 1;
    if (!isSent) setImmediate(count);
  };
  setImmediate(count);
  const body = bodyOf(100_000);
  await send(body);
  isSent = true;
  expect(rounds).toBeGreaterThan(5);
});

function send(body: Body): Promise<Response> {
  return respond({ output: contract }, ASKED, Promise.resolve(body));
}

/** Its rows have a field that the contract does not name, and texts of every kind. */
function bodyOf(count: number): Body {
  const rows = Array.from({ length: count }, (_, at) => ({
    name: at % 3 === 0 ? null : `Ñandú "${at}" \u2028 €`,
    tillId: `T${at}`,
    hidden: at,
    ...(at % 2 === 0 ? { countedMinor: -at } : {}),
  }));
  const days = rows.slice(0, 300).map(() => ({ date: "2026-11-23" }));
  return { after: true, few: [1, 2], days, rows };
}
