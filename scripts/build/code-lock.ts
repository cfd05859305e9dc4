/** A lock among those who make what the code needs, which its folder has to take. */
import { join } from "node:path";
import { withFileLock } from "../process/file-lock";

const DENIED = ["EACCES", "EPERM", "EROFS"];

export async function withCodeLock<T>(
  root: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withFileLock(join(root, ".data", name), work);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && DENIED.includes(String(error.code)))) {
      throw error;
    }
    throw new Error(
      "The application has to be built, because its source or the major version of Node.js has " +
        "changed, or it was never built, and its folder can't be written here " +
        `(${error.message}). Run "npm run build" as the user to whom the folder belongs, and ` +
        "start again.",
      { cause: error },
    );
  }
}
