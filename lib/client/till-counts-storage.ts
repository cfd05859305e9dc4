/**
 * Stores small texts on this device, for counts that are not submitted yet. Where the browser
 * refuses storage (a private window, a full disk) they last as long as the page, and `keeps`
 * returns false.
 */
export type Device = {
  read(key: string): string | null;
  /** Null removes it. */
  write(key: string, text: string | null): void;
  /** Everything whose key starts with the prefix, in the order of the keys. */
  list(prefix: string): { key: string; text: string }[];
  /** The listener is called after every change, including one by another tab. */
  subscribe(listener: () => void): () => void;
  /** False once a text could not be stored beyond the life of this page. */
  keeps(): boolean;
};

type StorageArea = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export function deviceOn(storage: StorageArea | null): Device {
  const stored = new Map<string, string>();
  const listeners = new Set<() => void>();
  let keeping = storage !== null;
  const read = (key: string) => stored.get(key) ?? storage?.getItem(key) ?? null;
  const keys = () =>
    new Set([
      ...stored.keys(),
      ...Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? ""),
    ]);
  return {
    read,
    write(key, text) {
      stored.delete(key);
      try {
        if (text === null) storage?.removeItem(key);
        else if (storage === null) stored.set(key, text);
        else storage.setItem(key, text);
      } catch {
        // The browser's storage is full. The text remains in the page's memory, and the screen
        // warns.
        keeping = false;
        if (text !== null) stored.set(key, text);
      }
      for (const listener of listeners) listener();
    },
    list: (prefix) =>
      [...keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .flatMap((key) => {
          const text = read(key);
          return text === null ? [] : [{ key, text }];
        }),
    subscribe(listener) {
      listeners.add(listener);
      if (typeof window !== "undefined") window.addEventListener("storage", listener);
      return () => {
        listeners.delete(listener);
        if (typeof window !== "undefined") window.removeEventListener("storage", listener);
      };
    },
    keeps: () => keeping,
  };
}

let here: Device | null = null;

/** Returns the storage of the device that this page runs on. */
export function thisDevice(): Device {
  here ??= deviceOn(storageHere());
  return here;
}

function storageHere(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage;
  } catch {
    return null; // Storage is switched off for this site.
  }
}
