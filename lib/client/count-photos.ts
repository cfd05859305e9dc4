/**
 * Stores the photos of counts in the browser's IndexedDB until they are sent. Where the browser
 * refuses it, as some do in a private window, they last as long as the page.
 */
import { hasForm, isText } from "./type-guards";

const DATABASE = "counterfoil-photos";
const STORE = "photos";

export type PhotoStore = {
  /** "unreadable": the browser can't read its store now, and may have the photo all the same. */
  read(id: string): Promise<Blob | "gone" | "unreadable">;
  /** Null removes it. */
  write(id: string, photo: Blob | null): Promise<void>;
};

/** In a private window Safari stores bytes, and refuses a Blob. */
type StoredPhoto = { type: string; bytes: ArrayBuffer };

const inMemory = new Map<string, Blob>();

export const photosHere: PhotoStore = {
  async read(id) {
    const photo = inMemory.get(id);
    if (photo !== undefined) return photo;
    try {
      return photoOf(await inStore("readonly", (store) => store.get(id)));
    } catch {
      return "unreadable";
    }
  },
  async write(id, photo) {
    inMemory.delete(id);
    const stored: StoredPhoto | null =
      photo === null ? null : { type: photo.type, bytes: await photo.arrayBuffer() };
    const work = (store: IDBObjectStore): IDBRequest =>
      stored === null ? store.delete(id) : store.put(stored, id);
    try {
      await inStore("readwrite", work);
    } catch {
      if (photo !== null) inMemory.set(id, photo);
    }
  },
};

/** Earlier versions of the page stored a Blob. */
function photoOf(stored: unknown): Blob | "gone" {
  if (stored instanceof Blob) return stored;
  return isStored(stored) ? new Blob([stored.bytes], { type: stored.type }) : "gone";
}

const isStored = hasForm<StoredPhoto>({
  type: isText,
  bytes: (value) => value instanceof ArrayBuffer,
});

/** Returns once the browser has written what was changed, and not before. */
async function inStore(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = work(transaction.objectStore(STORE));
    await ended(transaction);
    return request.result;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The photos can't be opened."));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new Error("The browser did not store the photo."));
  });
}

const SIDE_MAX = 2_048;
const SMALL_BYTES = 512 * 1_024;
const STORED_TYPES = ["image/jpeg", "image/png", "image/webp"];
const QUALITY = 0.85;

/**
 * Scales a photo down to what is legible on a screen, so that it is sent quickly over a phone's
 * network. Returns null when this browser can't read it as a picture.
 */
export async function scalePhoto(file: Blob): Promise<Blob | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= SMALL_BYTES && STORED_TYPES.includes(file.type)) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return null;
  // A transparent picture would become black.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
