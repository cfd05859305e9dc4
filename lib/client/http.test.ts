import { afterEach, describe, expect, test, vi } from "vitest";
import { registerProof } from "./fresh-proof";
import { fetchFile } from "./exports";
import { api, isApiError, readResponse } from "./http";

const PROBLEM = {
  type: "urn:counterfoil:problem:conflict",
  title: "Someone else was faster",
  status: 409,
  code: "CONFLICT",
  detail: "Look again.",
  requestId: "r1",
  current: { version: 2 },
};

describe("an answer", () => {
  test("is what was sent when it is a success", () => {
    expect(readResponse(200, '{"id":"a"}')).toEqual({ id: "a" });
  });

  test("keeps the whole problem when it is refused", () => {
    const error = problemOf(() => readResponse(409, JSON.stringify(PROBLEM)));
    expect(error).toEqual(PROBLEM);
  });

  // status, body
  test.each([
    [200, "<html>Pay for the network</html>"],
    [200, ""],
    [500, '{"code":"NEVER_HEARD_OF"}'],
  ])("%d %s is unexpected, and says so", (status, body) => {
    const error = problemOf(() => readResponse(status, body));
    expect(error).toMatchObject({ code: "UNEXPECTED", status });
  });
});

// status, body, what becomes of it
test.each([
  [502, "<html>Bad gateway</html>", { status: 0 }],
  [503, "<html>No server is available to handle this request.</html>", { status: 0 }],
  [504, "", { status: 0 }],
  [503, JSON.stringify({ ...PROBLEM, status: 503, code: "DATABASE_BUSY" }), { status: 503 }],
  [503, '{"status":"down"}', { status: 503 }],
  [500, "<html>Broken</html>", { status: 500, code: "UNEXPECTED" }],
  [413, "<html>Request Entity Too Large</html>", { status: 413, code: "TOO_LARGE" }],
])("a response %d %s of a proxy is told from one of the server", (status, body, problem) => {
  expect(problemOf(() => readResponse(status, body))).toMatchObject(problem);
});

describe("a file", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const send = (content: Blob | FormData, signal?: AbortSignal) =>
    api.sendFile("/api/centres/imports", content, {
      query: { dryRun: true },
      type: "text/csv",
      ...(signal === undefined ? {} : { signal }),
    });

  test("is sent with its type, and a form with the one that the browser gives it", async () => {
    const fetched = vi.fn(() => Promise.resolve(Response.json({ created: 1 })));
    vi.stubGlobal("fetch", fetched);
    const [file, form] = [new Blob(["id,name"]), new FormData()];
    expect(await send(file)).toEqual({ created: 1 });
    await send(form);
    const address = "/api/centres/imports?dryRun=true";
    const sent = { method: "POST", credentials: "same-origin" };
    expect(fetched.mock.calls).toEqual([
      [address, { ...sent, headers: { "content-type": "text/csv" }, body: file }],
      [address, { ...sent, headers: {}, body: form }],
    ]);
  });

  test.each([
    ["the network is gone", new TypeError("Failed to fetch"), undefined],
    ["it takes too long", timedOut().reason, timedOut()],
  ])("did not reach the server when %s", async (_, thrown, signal) => {
    vi.stubGlobal("fetch", () => Promise.reject(thrown as Error));
    const sent = send(new Blob(), signal);
    await expect(sent).rejects.toMatchObject({ problem: { status: 0, code: "UNEXPECTED" } });
  });

  test("is sent again when it met the start of the server", async () => {
    vi.useFakeTimers();
    const problem = { ...PROBLEM, status: 503, code: "STARTING" };
    const fetched = vi
      .fn(() => Promise.resolve(Response.json({ id: "photo" })))
      .mockResolvedValueOnce(Response.json(problem, { status: 503 }));
    vi.stubGlobal("fetch", fetched);
    const sent = send(new Blob(["bytes"]));
    await vi.runAllTimersAsync();
    expect(await sent).toEqual({ id: "photo" });
    expect(fetched.mock.calls[1]).toEqual(fetched.mock.calls[0]);
  });

  test("that nobody waits for any more is no failure of the server", async () => {
    const stopped = AbortSignal.abort();
    vi.stubGlobal("fetch", () => Promise.reject(stopped.reason as Error));
    await expect(send(new Blob(), stopped)).rejects.toBe(stopped.reason);
  });
});

function timedOut(): AbortSignal {
  const stop = new AbortController();
  stop.abort(new DOMException("It took too long.", "TimeoutError"));
  return stop.signal;
}

describe("a command", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  // code, idempotency key, how often it is sent
  test.each([
    ["STARTING", "k1", 3],
    ["STARTING", undefined, 3],
    ["OUTCOME_UNKNOWN", "k1", 3],
    ["OUTCOME_UNKNOWN", undefined, 1],
    ["DATABASE_BUSY", "k1", 1],
  ])("that met %s, with the key %s, is sent %d times as it was", async (code, key, times) => {
    vi.useFakeTimers();
    const problem = { ...PROBLEM, status: 503, code };
    const fetched = vi.fn(() => Promise.resolve(Response.json(problem, { status: 503 })));
    vi.stubGlobal("fetch", fetched);
    const options = key === undefined ? {} : { idempotencyKey: key };
    const sent = api.send("POST", "/api/periods", { body: { text: "typed" }, ...options });
    const refused = expect(sent).rejects.toMatchObject({ problem });
    await vi.runAllTimersAsync();
    await refused;
    expect(fetched).toHaveBeenCalledTimes(times);
    const [first, ...others] = fetched.mock.calls;
    for (const other of others) expect(other).toEqual(first);
  });
});

function problemOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (isApiError(error)) return error.problem;
    throw error;
  }
  return null;
}

describe("a request that takes a fresh proof", () => {
  const stale = { ...PROBLEM, status: 401, code: "INSUFFICIENT_USER_AUTHENTICATION" };
  const approve = () =>
    api.send("POST", "/api/periods", { body: { text: "typed" }, idempotencyKey: "k1" });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test("is repeated as it was once somebody has given it, and they are asked once", async () => {
    let isProved = false;
    const fetched = vi.fn(() =>
      Promise.resolve(isProved ? Response.json({}) : Response.json(stale, { status: 401 })),
    );
    vi.stubGlobal("fetch", fetched);
    const ask = vi.fn(() => {
      isProved = true;
      return Promise.resolve(true);
    });
    const withdraw = registerProof(ask);
    await Promise.all([approve(), approve()]);
    withdraw();
    expect(ask).toHaveBeenCalledTimes(1);
    const [first, ...others] = fetched.mock.calls;
    expect(others).toEqual([first, first, first]);
    expect(JSON.stringify(first)).toContain('"idempotency-key":"k1"');
  });

  test("is repeated for a file too", async () => {
    const responses = [Response.json(stale, { status: 401 }), new Response("{}")];
    const fetched = vi.fn(() => Promise.resolve(responses.shift()));
    vi.stubGlobal("fetch", fetched);
    const withdraw = registerProof(() => Promise.resolve(true));
    const { signal } = new AbortController();
    const file = await fetchFile("/api/me/data-export", { signal, onProgress: () => undefined });
    withdraw();
    expect(await file.blob.text()).toBe("{}");
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  test("is refused when they would not, and where nobody can be asked", async () => {
    const fetched = vi.fn(() => Promise.resolve(Response.json(stale, { status: 401 })));
    vi.stubGlobal("fetch", fetched);
    const withdraw = registerProof(() => Promise.resolve(false));
    await expect(approve()).rejects.toMatchObject({ problem: stale });
    withdraw();
    await expect(approve()).rejects.toMatchObject({ problem: stale });
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
