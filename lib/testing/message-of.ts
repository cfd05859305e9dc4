/** Returns the message of an attempt that fails, so that a test can look for what is not in it. */
export function messageOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("It was accepted.");
}
