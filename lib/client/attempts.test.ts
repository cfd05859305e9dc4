import { expect, test } from "vitest";
import { makeSendOnce } from "./attempts";
import { ApiError } from "./http";

type Outcome = { status: number; reason?: string };

/** The keys under which the same or another amount was sent, with these outcomes in order. */
async function listKeys(tries: readonly (Outcome & { amount?: number })[]): Promise<string[]> {
  const keys: string[] = [];
  const sendOnce = makeSendOnce();
  for (const { amount = 100, ...outcome } of tries) {
    const send = (_: object, key: string) => {
      keys.push(key);
      return outcome.status === 201 ? Promise.resolve({}) : Promise.reject(problem(outcome));
    };
    await sendOnce(send, { amount }).catch(() => undefined);
  }
  return keys;
}

function problem(outcome: Outcome): ApiError {
  const more = { title: "", detail: "", requestId: "", code: "UNEXPECTED" as const };
  return new ApiError({ type: "urn:counterfoil:problem:unexpected", ...more, ...outcome });
}

// What came back to the first try; 0 is nothing at all.
test.each([{ status: 0 }, { status: 502 }, { status: 409, reason: "in-progress" }])(
  "a request without a decision keeps its key when it is sent again: %o",
  async (first) => {
    const [one, other] = await listKeys([first, { status: 201 }]);
    expect(other).toBe(one);
  },
);

test.each([{ status: 201 }, { status: 422, reason: "below-zero" }, { status: 409 }])(
  "a request on which the server decided gets a new key: %o",
  async (first) => {
    const [one, other] = await listKeys([first, { status: 201 }]);
    expect(other).not.toBe(one);
  },
);

test("what was corrected is another request, whatever became of the first", async () => {
  const keys = await listKeys([
    { status: 422, amount: 900 },
    { status: 0, amount: 800 },
    { status: 201, amount: 700 },
    { status: 201, amount: 800 },
  ]);
  expect(new Set(keys).size).toBe(3);
  expect(keys[3]).toBe(keys[1]);
});
