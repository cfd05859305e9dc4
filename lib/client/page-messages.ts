/**
 * The messages of a part of the product, which the script at their address adds to one object.
 * Nothing of that part works without them, so that the script is loaded again where the network
 * fails.
 */
import { unreached } from "./http";

export type PageMessages = { [name: string]: string | PageMessages };

declare global {
  interface Window {
    counterfoilMessages?: Record<string, PageMessages>;
  }
}

const AGAIN_AFTER_MS = [300, 1_000, 3_000];

const loading = new Map<string, Promise<PageMessages>>();

/** An address always has the same promise, and one of messages that are here is read at once. */
export function loadPageMessages(
  address: string,
  load: (address: string) => Promise<PageMessages> = runAgain,
): Promise<PageMessages> {
  const known = loading.get(address);
  if (known !== undefined) return known;
  const here = findPageMessages(address);
  const messages = here === undefined ? load(address) : resolved(here);
  loading.set(address, messages);
  messages.catch(() => loading.delete(address));
  return messages;
}

function findPageMessages(address: string): PageMessages | undefined {
  return typeof window === "undefined" ? undefined : window.counterfoilMessages?.[address];
}

/** React reads the value of a promise with these fields without waiting a turn. */
function resolved(value: PageMessages): Promise<PageMessages> {
  return Object.assign(Promise.resolve(value), { status: "fulfilled", value });
}

async function runAgain(address: string): Promise<PageMessages> {
  for (const ms of AGAIN_AFTER_MS) {
    try {
      return await runScript(address);
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
    }
  }
  return runScript(address);
}

function runScript(address: string): Promise<PageMessages> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("error", () => reject(unreached()));
    script.addEventListener("load", () => {
      const messages = findPageMessages(address);
      if (messages === undefined) reject(unreached());
      else resolve(messages);
    });
    script.src = address;
    document.head.append(script);
  });
}
