import { beforeEach, describe, expect, test } from "vitest";
import { ApiError } from "./http";
import { type Device, deviceOn } from "./till-counts-storage";
import {
  changedDraft,
  type DraftPosition,
  draftKey,
  draftPrefix,
  isEmptyDraft,
  newDraft,
  OPENING,
  parseDraft,
  positionOfKey,
} from "./till-counts-draft";
import { type CountsApi, sendUnsent } from "./till-counts-send";
import { listUnsent, type Unsent, writeUnsent } from "./till-counts-unsent";

const NOW = new Date("2026-11-24T16:00:00Z");
const POSITION: DraftPosition = {
  centreId: "101",
  businessDate: "2026-11-24",
  shiftId: "1",
  tillId: "T1",
  tenderId: "CASH",
};

let device: Device;
beforeEach(() => {
  device = deviceOn(memory());
});

describe("a count that waits on the device", () => {
  test("is sent under the key of its attempt and leaves with its draft", async () => {
    const draft = keepDraft(POSITION);
    writeUnsent(device, "u1", countOf(POSITION, draft.attempt));
    const countsApi = makeCountsApi();
    expect(await sendUnsent(device, "u1", { countsApi })).toMatchObject({
      stored: [{ amountMinor: 100 }],
    });
    expect(countsApi.posted.map(({ attempt }) => attempt)).toEqual([draft.attempt]);
    expect(listUnsent(device, "u1")).toEqual([]);
    expect(device.read(draftKey("u1", POSITION))).toBeNull();
    expect(await sendUnsent(device, "u1", { countsApi })).toEqual({ stored: [], retained: [] });
    expect(countsApi.posted.length).toBe(1);
  });

  test("stays when there is no network, and keeps its key", async () => {
    const draft = keepDraft(POSITION);
    writeUnsent(device, "u1", countOf(POSITION, draft.attempt));
    await sendUnsent(device, "u1", { countsApi: makeCountsApi({ status: 0 }) });
    expect(listUnsent(device, "u1")).toMatchObject([{ hold: "no-network" }]);
    const countsApi = makeCountsApi();
    await sendUnsent(device, "u1", { countsApi });
    expect(countsApi.posted[0]?.attempt).toBe(draft.attempt);
  });

  // status of the response, why the count is retained, whether the next one is tried as well
  test.each([
    [0, "no-network", 1],
    [401, "sign-in", 1],
    [503, "server-busy", 1],
    [429, "server-busy", 1],
    [409, "refused", 2],
    [422, "refused", 2],
  ] as const)("a response of %d retains it: %s", async (status, hold, tried) => {
    writeUnsent(device, "u1", countOf(POSITION, "a"));
    writeUnsent(device, "u1", {
      ...countOf({ ...POSITION, tenderId: "VISA" }, "b"),
      queuedAt: NEXT,
    });
    const countsApi = makeCountsApi({ status });
    await sendUnsent(device, "u1", { countsApi });
    expect(countsApi.posted.length).toBe(tried);
    expect(listUnsent(device, "u1")[0]).toMatchObject({ attempt: "a", hold });
  });

  test("is not sent again once it is refused", async () => {
    writeUnsent(device, "u1", countOf(POSITION, "a"));
    await sendUnsent(device, "u1", { countsApi: makeCountsApi({ status: 409 }) });
    const countsApi = makeCountsApi();
    await sendUnsent(device, "u1", { countsApi });
    expect(countsApi.posted).toEqual([]);
    expect(listUnsent(device, "u1").length).toBe(1);
  });

  test("is neither sent nor seen by another person", async () => {
    writeUnsent(device, "u1", countOf(POSITION, "a"));
    const countsApi = makeCountsApi();
    await sendUnsent(device, "u2", { countsApi });
    expect(countsApi.posted).toEqual([]);
    expect(listUnsent(device, "u2")).toEqual([]);
    await sendUnsent(device, "u1", {
      countsApi: { ...countsApi, reader: () => Promise.resolve("u2") },
    });
    expect(countsApi.posted).toEqual([]);
    expect(listUnsent(device, "u1")).toMatchObject([{ hold: "sign-in" }]);
  });

  test("leaves what was typed after it was handed in", async () => {
    const draft = keepDraft(POSITION);
    writeUnsent(device, "u1", countOf(POSITION, draft.attempt));
    const next = changedDraft(draft, { total: "3.00" }, NOW);
    device.write(draftKey("u1", POSITION), JSON.stringify(next));
    await sendUnsent(device, "u1", { countsApi: makeCountsApi() });
    expect(parseDraft(device.read(draftKey("u1", POSITION)))?.total).toBe("3.00");
  });

  test("of an opening waits beside the count of the same till", () => {
    writeUnsent(device, "u1", countOf(POSITION, "a"));
    const { centreId, businessDate, shiftId, tillId } = POSITION;
    const body = { centreId, businessDate, shiftId, tillId, countedMinor: 20_000 };
    writeUnsent(device, "u1", { ...countOf(POSITION, "b"), kind: "opening", body });
    expect(listUnsent(device, "u1").length).toBe(2);
  });
});

describe("a draft", () => {
  test("is read back as it was written, and nothing else is", () => {
    const draft = keepDraft({ ...POSITION, tenderId: OPENING });
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(parseDraft("{")).toBeNull();
    expect(parseDraft('{"way":"pieces"}')).toBeNull();
  });

  test("is found again by its key, by its own person", () => {
    const key = draftKey("u1", POSITION);
    expect(positionOfKey("u1", key)).toEqual(POSITION);
    expect(positionOfKey("u2", key)).toBeNull();
    expect(positionOfKey("u1", `${draftPrefix("u1")}[1]`)).toBeNull();
  });

  test("is another attempt after every change", () => {
    const draft = newDraft("pieces", 0, NOW);
    expect(changedDraft(draft, { total: "1" }, NOW).attempt).not.toBe(draft.attempt);
    expect(isEmptyDraft(draft)).toBe(true);
    expect(isEmptyDraft(changedDraft(draft, { texts: { "50": "0" } }, NOW))).toBe(false);
  });

  test("outlives a device that keeps nothing, as long as the page does", () => {
    const full = deviceOn({
      ...memory(),
      setItem: () => {
        throw new Error("full");
      },
    });
    expect(full.keeps()).toBe(true);
    full.write("a 1", "text");
    expect(full.keeps()).toBe(false);
    expect(full.list("a ")).toEqual([{ key: "a 1", text: "text" }]);
    full.write("a 1", null);
    expect(full.read("a 1")).toBeNull();
  });
});

const NEXT = "2026-11-24T16:05:00Z";

function countOf(position: DraftPosition, attempt: string): Unsent {
  return {
    kind: "count",
    body: { ...position, countedMinor: 100 },
    attempt,
    amountMinor: 100,
    currency: "EUR",
    names: { centre: "Bilbao", till: "Till 1", tender: "Cash" },
    queuedAt: NOW.toISOString(),
    hold: null,
    problem: null,
  };
}

function keepDraft(position: DraftPosition) {
  const draft = changedDraft(newDraft("total", 0, NOW), { total: "1.00" }, NOW);
  device.write(draftKey("u1", position), JSON.stringify(draft));
  return draft;
}

function makeCountsApi({ status = 201 } = {}): CountsApi & { posted: Unsent[] } {
  const posted: Unsent[] = [];
  return {
    posted,
    reader: () => Promise.resolve("u1"),
    post(unsent) {
      posted.push(unsent);
      return status === 201 ? Promise.resolve({}) : Promise.reject(refusalOf(status));
    },
  };
}

function refusalOf(status: number): ApiError {
  return new ApiError({
    type: "urn:counterfoil:problem:unexpected",
    title: "No",
    status,
    code: "UNEXPECTED",
    detail: "No.",
    requestId: "r",
  });
}

function memory(): Storage {
  const stored = new Map<string, string>();
  return {
    get length() {
      return stored.size;
    },
    clear: () => stored.clear(),
    key: (at) => [...stored.keys()][at] ?? null,
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => void stored.set(key, text),
    removeItem: (key) => void stored.delete(key),
  };
}
