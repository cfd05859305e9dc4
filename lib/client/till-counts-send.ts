/**
 * Sends the counts that wait on this device, one after the other, under the idempotency key of
 * their attempt: a count is stored once, however many tabs and reloads retry it. A refused count
 * stays on the device with the reason.
 */
import { api, ApiError, isApiError } from "./http";
import type { Device } from "./till-counts-storage";
import { draftKey, dropDraft } from "./till-counts-draft";
import { dropUnsent, listUnsent, positionOf, type Unsent, writeUnsent } from "./till-counts-unsent";

/** The part of the API that sending needs, so that tests can replace it. */
export type CountsApi = {
  /** The id of the signed-in user: another tab may have signed in someone else. */
  reader(): Promise<string>;
  post(unsent: Unsent): Promise<unknown>;
};

export type Sent = { stored: Unsent[]; retained: Unsent[] };

/** Null when another tab is already sending and `wait` is not set. */
export async function sendUnsent(
  device: Device,
  userId: string,
  { countsApi = server, wait = false }: { countsApi?: CountsApi; wait?: boolean } = {},
): Promise<Sent | null> {
  return alone(wait, async () => {
    const sent: Sent = { stored: [], retained: [] };
    for (const unsent of listUnsent(device, userId)) {
      if (unsent.hold === "refused") continue;
      const left = await send(unsent, userId, countsApi);
      if (left === null) {
        sent.stored.push(unsent);
        dropDraft(device, draftKey(userId, positionOf(unsent)), unsent.attempt);
        dropUnsent(device, userId, unsent);
        continue;
      }
      sent.retained.push(left);
      if (isStillThere(device, userId, unsent)) writeUnsent(device, userId, left);
      // A refusal concerns one count; any other failure would affect the next count as well.
      if (left.hold !== "refused") break;
    }
    return sent;
  });
}

const server: CountsApi = {
  reader: async () => (await api.get("/api/me")).id,
  post(unsent) {
    const options = { body: unsent.body, idempotencyKey: unsent.attempt };
    if (unsent.kind === "spot") return api.send("POST", "/api/till-counts/spots", options);
    return unsent.kind === "count"
      ? api.send("POST", "/api/till-counts", options)
      : api.send("POST", "/api/till-counts/openings", options);
  },
};

/** Null when it is stored. */
async function send(unsent: Unsent, userId: string, countsApi: CountsApi): Promise<Unsent | null> {
  try {
    if ((await inTime(countsApi.reader())) !== userId)
      return { ...unsent, hold: "sign-in", problem: null };
    await inTime(countsApi.post(unsent));
    return null;
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { ...unsent, hold: holdOf(error.problem.status), problem: error.problem };
  }
}

/** Gives up on a late response; the idempotency key makes another try harmless. */
export async function inTime<T>(response: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiError(LATE)), PATIENCE_MS);
  });
  try {
    return await Promise.race([response, late]);
  } finally {
    clearTimeout(timer);
  }
}

const PATIENCE_MS = 20_000;
const LATE = {
  type: "urn:counterfoil:problem:unexpected",
  title: "No answer",
  status: 0,
  requestId: "",
  code: "UNEXPECTED" as const,
  detail: "The server did not answer in time.",
};

/** A stored count whose response can't be read is sent again, which is harmless. */
export function holdOf(status: number): NonNullable<Unsent["hold"]> {
  if (status === 0) return "no-network";
  if (status === 401) return "sign-in";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "server-busy";
  return status >= 200 && status < 300 ? "server-busy" : "refused";
}

function isStillThere(device: Device, userId: string, { attempt }: Unsent): boolean {
  return listUnsent(device, userId).some((stored) => stored.attempt === attempt);
}

/**
 * Only one tab runs `work` at a time. The Web Locks API is missing on pages without HTTPS; there
 * the idempotency key alone prevents that a count is stored twice.
 */
export async function alone<T>(wait: boolean, work: () => Promise<T>): Promise<T | null> {
  if (typeof navigator === "undefined" || navigator.locks === undefined) return work();
  return navigator.locks.request(
    "counterfoil.unsent",
    { ifAvailable: !wait },
    async (lock): Promise<T | null> => (lock === null ? null : work()),
  );
}
