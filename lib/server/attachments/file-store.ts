import "server-only";

/** What a store of attached files can do. Files are named by the hash of their content. */

export type StoredFileEntry = { sha256: string; bytes: number; changedAt: number };

export type FileStore = {
  kind: "disk" | "bucket";
  /** Takes the content; it is there for good once `store` has ended, and else may be discarded. */
  prepare: (
    sha256: string,
    content: Uint8Array,
  ) => Promise<{ store: () => Promise<void>; discard: () => Promise<void> }>;
  /** Null where there is none. */
  read: (sha256: string) => Promise<Buffer | null>;
  has: (sha256: string) => Promise<boolean>;
  remove: (sha256: string) => Promise<void>;
  /** In the order of the hashes. */
  list: () => AsyncGenerator<StoredFileEntry>;
};

const HASH = /^[0-9a-f]{64}$/;

/** The hash comes from our own rows; it is validated all the same before it becomes a path. */
export function pathOf(sha256: string): string {
  if (!HASH.test(sha256)) throw new Error("This is no hash of a file");
  return `${sha256.slice(0, 2)}/${sha256}`;
}

/** Null for what others have put there. */
export function hashOf(path: string): string | null {
  const sha256 = path.slice(3);
  return HASH.test(sha256) && pathOf(sha256) === path ? sha256 : null;
}
