/**
 * Small texts that stay on this device, for counts that are not handed in yet. Where the browser
 * keeps nothing (a private window, a full disk) they live as long as the page, and `keeps` says so.
 */
export type Device = {
  read(key: string): string | null;
  /** Null removes it. */
  write(key: string, text: string | null): void;
  /** Everything whose key begins so, in the order of the keys. */
  list(prefix: string): { key: string; text: string }[];
  /** Called after every change, also by another tab. */
  subscribe(listener: () => void): () => void;
  /** False once something could not be kept beyond this page. */
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
        // The browser refuses to keep more. The page still holds it, and the screen warns.
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

/** The device that this page runs on. */
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
