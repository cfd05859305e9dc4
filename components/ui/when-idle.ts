/** Runs once the browser has nothing more urgent to do, and answers how to call that off. */
const WAIT_MS_MAX = 2_000;

export function whenIdle(run: () => void): () => void {
  // Safari knows no idle time: the next turn has to do.
  if (!("requestIdleCallback" in window)) {
    const turn = setTimeout(run);
    return () => clearTimeout(turn);
  }
  const turn = requestIdleCallback(run, { timeout: WAIT_MS_MAX });
  return () => cancelIdleCallback(turn);
}
