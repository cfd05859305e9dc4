/**
 * Sends what waits on this device, one count after the other, under the key of its attempt: however
 * often it is tried, by however many tabs and after however many reloads, it is stored once. What
 * is refused stays where it is, with the reason.
 */
import { api, ApiError, isApiError } from "./http";
import type { Device } from "./till-counts-storage";
import { draftKey, dropDraft } from "./till-counts-draft";
import { dropUnsent, listUnsent, positionOf, type Unsent, writeUnsent } from "./till-counts-unsent";

/** The server, as far as sending needs it. */
export type CountsApi = {
  /** Whose session it is: another tab may have signed someone else in. */
  reader(): Promise<string>;
  post(unsent: Unsent): Promise<unknown>;
};

export type Sent = { stored: Unsent[]; held: Unsent[] };

/** Null: another tab is at it, and this one was not told to `wait` for it. */
export async function sendUnsent(
  device: Device,
  userId: string,
  { desk: countsApi = server, wait = false }: { desk?: CountsApi; wait?: boolean } = {},
): Promise<Sent | null> {
  return alone(wait, async () => {
    const sent: Sent = { stored: [], held: [] };
    for (const unsent of listUnsent(device, userId)) {
      if (unsent.hold === "refused") continue;
      const left = await send(unsent, userId, countsApi);
      if (left === null) {
        sent.stored.push(unsent);
        dropDraft(device, draftKey(userId, positionOf(unsent)), unsent.attempt);
        dropUnsent(device, userId, unsent);
        continue;
      }
      sent.held.push(left);
      if (isStillThere(device, userId, unsent)) writeUnsent(device, userId, left);
      // What was refused is about one count; anything else will meet the next one as well.
      if (left.hold !== "refused") break;
    }
    return sent;
  });
}

const server: CountsApi = {
  reader: async () => (await api.get("/api/me")).id,
  post(unsent) {
    const options = { body: unsent.body, idempotencyKey: unsent.attempt };
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

/** An answer that is late is given up; the key of the attempt makes another try harmless. */
async function inTime<T>(response: Promise<T>): Promise<T> {
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

/** A stored count whose answer this page can't read is asked for again, which is harmless. */
function holdOf(status: number): NonNullable<Unsent["hold"]> {
  if (status === 0) return "no-network";
  if (status === 401) return "sign-in";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "server-busy";
  return status >= 200 && status < 300 ? "server-busy" : "refused";
}

function isStillThere(device: Device, userId: string, { attempt }: Unsent): boolean {
  return listUnsent(device, userId).some((stored) => stored.attempt === attempt);
}

/**
 * One tab at a time. Locks are there on secure pages alone; without them the key of the attempt
 * still keeps a count from being stored twice.
 */
async function alone<T>(wait: boolean, work: () => Promise<T>): Promise<T | null> {
  if (typeof navigator === "undefined" || navigator.locks === undefined) return work();
  return navigator.locks.request(
    "counterfoil.unsent",
    { ifAvailable: !wait },
    async (lock): Promise<T | null> => (lock === null ? null : work()),
  );
}
