import { beforeEach, describe, expect, test } from "vitest";
import type { PhotoStore } from "./count-photos";
import {
  lacksPhotos,
  newRemark,
  parseRemark,
  type Remark,
  remarkKey,
  writeRemark,
} from "./count-remark";
import { type RemarksApi, sendRemarks } from "./count-remark-send";
import { ApiError } from "./http";
import { type Device, deviceOn } from "./till-counts-storage";
import { writeUnsent } from "./till-counts-unsent";

const POSITION = {
  centreId: "101",
  businessDate: "2026-11-24",
  shiftId: "1",
  tillId: "T1",
  tenderId: "CASH",
};
const KEY = remarkKey("u1", POSITION);

let device: Device;
let stored: Map<string, Blob>;
let photos: PhotoStore;
beforeEach(() => {
  device = deviceOn(null);
  stored = new Map([["p1", new Blob(["photo"])]]);
  photos = {
    read: (id) => Promise.resolve(stored.get(id) ?? "gone"),
    write: (id) => Promise.resolve(void stored.delete(id)),
  };
  queue({ text: "Table 12 paid cash.", photos: [{ id: "p1", fileName: "slip.jpg" }] });
});

const queue = (part: Partial<Remark>) =>
  writeRemark(device, KEY, { ...newRemark(), state: "queued", ...part });
const remarkHere = () => parseRemark(device.read(KEY));

/** Every post from the `failsFrom`th on fails with this status. */
function makeApi({ failsFrom = Infinity, status = 0, reader = "u1" } = {}) {
  const posted: unknown[] = [];
  const post = (sent: unknown) => {
    if (posted.length + 1 >= failsFrom) return Promise.reject(problem(status));
    posted.push(sent);
    return Promise.resolve();
  };
  const remarksApi: RemarksApi = {
    reader: () => Promise.resolve(reader),
    postNote: (_, text, attempt) => post({ text, attempt }),
    postPhoto: (_, fileName) => post({ fileName }),
  };
  return { posted, remarksApi };
}

function problem(status: number): ApiError {
  const type = "urn:counterfoil:problem:unexpected";
  const more = { title: "", detail: "", requestId: "", code: "UNEXPECTED" as const };
  return new ApiError({ type, status, ...more });
}

describe("a note and a photo that wait on the device", () => {
  test("are sent, and nothing of them remains", async () => {
    const attempt = remarkHere()?.attempt;
    const { posted, remarksApi } = makeApi();
    expect(await sendRemarks(device, "u1", { remarksApi, photos })).toBe(2);
    expect(posted).toEqual([{ text: "Table 12 paid cash.", attempt }, { fileName: "slip.jpg" }]);
    expect(remarkHere()).toBeNull();
    expect(stored.size).toBe(0);
  });

  test("wait for their count", async () => {
    writeUnsent(device, "u1", {
      kind: "count",
      body: { ...POSITION, countedMinor: 100 },
      attempt: "a",
      amountMinor: 100,
      currency: "EUR",
      names: { centre: "", till: "", tender: "" },
      queuedAt: "2026-11-24T16:00:00.000Z",
      hold: null,
      problem: null,
    });
    const { posted, remarksApi } = makeApi();
    await sendRemarks(device, "u1", { remarksApi, photos });
    expect(posted).toEqual([]);
    expect(remarkHere()).toMatchObject({ state: "queued" });
  });

  test("continue with the photo when the network is lost after the note", async () => {
    await sendRemarks(device, "u1", { ...makeApi({ failsFrom: 2 }), photos });
    expect(remarkHere()).toMatchObject({ text: "", photos: [{ id: "p1" }], state: "queued" });
    const { posted, remarksApi } = makeApi();
    await sendRemarks(device, "u1", { remarksApi, photos });
    expect(posted).toEqual([{ fileName: "slip.jpg" }]);
    expect(remarkHere()).toBeNull();
  });

  test("stay on the device with the reason when they are refused", async () => {
    await sendRemarks(device, "u1", { ...makeApi({ failsFrom: 1, status: 409 }), photos });
    expect(remarkHere()).toMatchObject({
      text: "Table 12 paid cash.",
      state: "refused",
      problem: { status: 409 },
    });
    expect(stored.size).toBe(1);
  });

  test("are not sent for somebody else, nor while they are being written", async () => {
    const other = makeApi({ reader: "u2" });
    await sendRemarks(device, "u1", { remarksApi: other.remarksApi, photos });
    queue({ text: "Still typing", state: "draft" });
    const { posted, remarksApi } = makeApi();
    await sendRemarks(device, "u1", { remarksApi, photos });
    expect([...other.posted, ...posted]).toEqual([]);
  });

  test("are sent without a photo that is gone, which waits for a decision", async () => {
    queue({
      text: "Table 12 paid cash.",
      photos: [
        { id: "gone", fileName: "gone.jpg" },
        { id: "p1", fileName: "slip.jpg" },
      ],
    });
    const { posted, remarksApi } = makeApi();
    expect(await sendRemarks(device, "u1", { remarksApi, photos })).toBe(2);
    expect(posted).toMatchObject([{ text: "Table 12 paid cash." }, { fileName: "slip.jpg" }]);
    const left = remarkHere();
    expect(left).toMatchObject({ text: "", photos: [{ id: "gone" }], state: "refused" });
    expect(left !== null && lacksPhotos(left)).toBe(true);
    expect(await sendRemarks(device, "u1", { remarksApi, photos })).toBe(0);
  });

  test("wait while the browser can't read its photos, and repeat nothing", async () => {
    const { posted, remarksApi } = makeApi();
    const read = () => Promise.resolve("unreadable" as const);
    await sendRemarks(device, "u1", { remarksApi, photos: { ...photos, read } });
    expect(remarkHere()).toMatchObject({ photos: [{ id: "p1" }], state: "queued" });
    await sendRemarks(device, "u1", { remarksApi, photos });
    expect(posted).toMatchObject([{ text: "Table 12 paid cash." }, { fileName: "slip.jpg" }]);
    expect(remarkHere()).toBeNull();
  });
});
