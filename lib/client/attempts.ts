/**
 * Gives the same request the same idempotency key until the server has decided on it. What is sent
 * again because its response was lost is then stored once; what was corrected after a refusal is
 * another request, which the server would not accept under the key of the first.
 */
import { isApiError } from "./http";
import { newAttempt } from "./new-attempt";

type Send<Sent, Output> = (sent: Sent, attempt: string) => Promise<Output>;

export function makeSendOnce() {
  const undecided = new Map<string, string>();
  return async <Sent, Output>(send: Send<Sent, Output>, sent: Sent): Promise<Output> => {
    const content = JSON.stringify(sent);
    const attempt = undecided.get(content) ?? newAttempt();
    undecided.set(content, attempt);
    try {
      const output = await send(sent, attempt);
      undecided.delete(content);
      return output;
    } catch (error) {
      if (isDecided(error)) undecided.delete(content);
      throw error;
    }
  };
}

/** A request that came twice is refused as "in progress" while the server works on the first. */
function isDecided(error: unknown): boolean {
  if (!isApiError(error)) return false;
  const { status, reason } = error.problem;
  return status >= 400 && status < 500 && status !== 408 && reason !== "in-progress";
}
