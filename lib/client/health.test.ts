import { environmentManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { absentDatabaseQuery } from "./health";
import { makeQueryClient } from "./query-client";

const AGAIN_MS = 5_000;
/** The client asks twice more when there is no response, after one second and two more. */
const RETRIES_MS = 3_000;

const responses = vi.fn<() => Promise<Response>>();
const respond = (status: number, text = "{}") =>
  responses.mockImplementation(() => Promise.resolve(new Response(text, { status })));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", responses);
  environmentManager.setIsServer(() => false);
});
afterEach(() => {
  environmentManager.setIsServer(() => true);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a database is away until the server itself says that it is back", async () => {
  respond(503);
  const client = makeQueryClient();
  const observer = new QueryObserver(client, absentDatabaseQuery());
  const end = observer.subscribe(() => undefined);
  const isAbsentAfter = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    return observer.getCurrentResult().data;
  };
  expect(await isAbsentAfter(0)).toBe(true);
  for (const status of [500, 429]) {
    respond(status, "<html>");
    expect(await isAbsentAfter(AGAIN_MS)).toBe(true);
    expect(observer.getCurrentResult().isError).toBe(true);
  }
  for (const status of [502, 503]) {
    respond(status, "<html>");
    expect(await isAbsentAfter(AGAIN_MS + RETRIES_MS)).toBe(true);
    expect(observer.getCurrentResult().isError).toBe(true);
  }
  responses.mockImplementation(() => Promise.reject(new TypeError("nobody listens")));
  const before = responses.mock.calls.length;
  expect(await isAbsentAfter(AGAIN_MS + RETRIES_MS)).toBe(true);
  expect(responses).toHaveBeenCalledTimes(before + 3);
  respond(200);
  expect(await isAbsentAfter(AGAIN_MS)).toBe(false);
  const after = responses.mock.calls.length;
  expect(await isAbsentAfter(AGAIN_MS)).toBe(false);
  expect(responses).toHaveBeenCalledTimes(after);
  end();
  client.clear();
});
