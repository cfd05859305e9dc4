/**
 * Sends the notes and photos that wait on this device, once their count is stored. What was sent is
 * removed piece by piece, so that a lost network repeats nothing: the note has its idempotency key,
 * and the server stores the same photo once.
 */
import { type PhotoStore, photosHere } from "./count-photos";
import {
  parseRemark,
  positionOfRemark,
  type Remark,
  remarkPrefix,
  writeRemark,
} from "./count-remark";
import { api, isApiError } from "./http";
import type { DraftPosition } from "./till-counts-draft";
import { alone, holdOf, inTime } from "./till-counts-send";
import type { Device } from "./till-counts-storage";
import { isUnsent } from "./till-counts-unsent";

/** The part of the API that sending needs, so that tests can replace it. */
export type RemarksApi = {
  reader(): Promise<string>;
  postNote(position: DraftPosition, text: string, attempt: string): Promise<unknown>;
  postPhoto(position: DraftPosition, fileName: string, photo: Blob): Promise<unknown>;
};

type SendOptions = { remarksApi?: RemarksApi; photos?: PhotoStore };

/** Returns how many notes and photos were stored. */
export async function sendRemarks(
  device: Device,
  userId: string,
  { remarksApi = server, photos = photosHere }: SendOptions = {},
): Promise<number> {
  const sent = await alone(true, async () => {
    let count = 0;
    for (const { key, remark, position } of listQueued(device, userId)) {
      const send = sendOne({ device, key, position, remarksApi, photos });
      try {
        if ((await inTime(remarksApi.reader())) !== userId) return count;
        count += await send(remark);
      } catch (error) {
        if (!isApiError(error)) throw error;
        const isRefused = holdOf(error.problem.status) === "refused";
        if (!isRefused) return count;
        const left = parseRemark(device.read(key));
        if (left !== null) {
          writeRemark(device, key, { ...left, state: "refused", problem: error.problem });
        }
      }
    }
    return count;
  });
  return sent ?? 0;
}

/** A remark waits until its count is stored. */
function listQueued(device: Device, userId: string) {
  return device.list(remarkPrefix(userId)).flatMap(({ key, text }) => {
    const remark = parseRemark(text);
    const position = positionOfRemark(userId, key);
    if (remark === null || position === null || remark.state !== "queued") return [];
    return isUnsent(device, userId, position) ? [] : [{ key, remark, position }];
  });
}

type Sending = {
  device: Device;
  key: string;
  position: DraftPosition;
  remarksApi: RemarksApi;
  photos: PhotoStore;
};

function sendOne({ device, key, position, remarksApi, photos }: Sending) {
  return async (queued: Remark): Promise<number> => {
    let left = queued;
    // What was changed in the meantime, and is a draft again, stays as it was typed.
    const write = () => {
      const current = parseRemark(device.read(key));
      if (current?.attempt === queued.attempt) writeRemark(device, key, left);
    };
    let count = 0;
    if (left.text.trim() !== "") {
      await inTime(remarksApi.postNote(position, left.text.trim(), left.attempt));
      left = { ...left, text: "" };
      write();
      count += 1;
    }
    for (const { id, fileName } of queued.photos) {
      const photo = await photos.read(id);
      if (photo === "unreadable") return count;
      if (photo === "gone") continue;
      await remarksApi.postPhoto(position, fileName, photo);
      count += 1;
      left = { ...left, photos: left.photos.filter((one) => one.id !== id) };
      write();
      await photos.write(id, null);
    }
    if (left.photos.length > 0) {
      left = { ...left, state: "refused" };
      write();
    }
    return count;
  };
}

const UPLOAD_MS = 120_000;

const server: RemarksApi = {
  reader: async () => (await api.get("/api/me")).id,
  postNote: (position, text, idempotencyKey) =>
    api.send("POST", "/api/till-counts/notes", { body: { ...position, text }, idempotencyKey }),
  postPhoto: (position, fileName, photo) =>
    api.sendFile("/api/till-counts/photos", photo, {
      query: { ...position, fileName },
      signal: AbortSignal.timeout(UPLOAD_MS),
    }),
};
