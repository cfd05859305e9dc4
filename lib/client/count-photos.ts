/**
 * Stores the photos of counts in the browser's IndexedDB until they are sent. Where the browser
 * refuses it, as in a private window, they last as long as the page.
 */
const DATABASE = "counterfoil-photos";
const STORE = "photos";

export type PhotoStore = {
  read(id: string): Promise<Blob | null>;
  /** Null removes it. */
  write(id: string, photo: Blob | null): Promise<void>;
};

const inMemory = new Map<string, Blob>();

export const photosHere: PhotoStore = {
  async read(id) {
    const stored = await inStore("readonly", (store) => store.get(id));
    return inMemory.get(id) ?? (stored instanceof Blob ? stored : null);
  },
  async write(id, photo) {
    inMemory.delete(id);
    const work = (store: IDBObjectStore): IDBRequest =>
      photo === null ? store.delete(id) : store.put(photo, id);
    const result = await inStore("readwrite", work);
    if (photo !== null && result === REFUSED) inMemory.set(id, photo);
  },
};

const REFUSED = Symbol("refused");

async function inStore(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  try {
    const database = await open();
    try {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      return await settled<unknown>(request);
    } finally {
      database.close();
    }
  } catch {
    return REFUSED;
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused the request."));
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
