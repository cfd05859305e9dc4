import "server-only";

/** Lets a page load although what it would have read is refused. */
import { isAppError } from "../app-error";

/**
 * Null when the request is refused for what it asks for, such as too many days of a past moment.
 * The page then has the browser send it again, and explains the refusal in the reader's words.
 */
export async function unlessRefused<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && (error.code === "INVALID" || error.code === "REFUSED")) return null;
    throw error;
  }
}
