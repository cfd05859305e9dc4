/**
 * Loads the messages of a part of the product. Nothing of that part works without them, so that
 * they are requested again where the network fails.
 */
import { readResponse, unreached } from "./http";

type Messages = { [name: string]: string | Messages };

const AGAIN_AFTER_MS = [300, 1_000, 3_000];

const loaded = new Map<string, Promise<Messages>>();

/** An address always has the same messages. */
export function loadPageMessages(address: string): Promise<Messages> {
  const known = loaded.get(address);
  if (known !== undefined) return known;
  const messages = fetchAgain(address);
  loaded.set(address, messages);
  messages.catch(() => loaded.delete(address));
  return messages;
}

async function fetchAgain(address: string): Promise<Messages> {
  for (const ms of AGAIN_AFTER_MS) {
    try {
      return await fetchMessages(address);
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
    }
  }
  return fetchMessages(address);
}

async function fetchMessages(address: string): Promise<Messages> {
  const response = await fetch(address).catch(() => {
    throw unreached();
  });
  return readResponse<Messages>(response.status, await response.text());
}
