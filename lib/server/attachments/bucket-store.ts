import "server-only";

/**
 * Files in a bucket. A file is there before the transaction of its row begins, so that no lock
 * waits for the network; what no row names in the end is swept.
 */
import type { BucketEnv } from "../env-attachments";
import { getObject, hasObject, listObjects, putObject, removeObject } from "./bucket";
import { type FileStore, hashOf, pathOf, type StoredFileEntry } from "./file-store";

export function bucketStore(bucket: BucketEnv): FileStore {
  return {
    kind: "bucket",
    async prepare(sha256, content) {
      const put = () => putObject(bucket, pathOf(sha256), content, sha256);
      await put();
      // An equal file of an earlier upload may have been swept since.
      const store = async () => {
        if (!(await hasObject(bucket, pathOf(sha256)))) await put();
      };
      return { store, discard: () => Promise.resolve() };
    },
    read: (sha256) => getObject(bucket, pathOf(sha256)),
    has: (sha256) => hasObject(bucket, pathOf(sha256)),
    remove: (sha256) => removeObject(bucket, pathOf(sha256)),
    list: () => listFiles(bucket),
  };
}

async function* listFiles(bucket: BucketEnv): AsyncGenerator<StoredFileEntry> {
  for await (const { name, bytes, changedAt } of listObjects(bucket)) {
    const sha256 = hashOf(name);
    if (sha256 !== null) yield { sha256, bytes, changedAt };
  }
}
