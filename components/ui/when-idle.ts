/**
 * Runs once the browser has nothing more urgent to do, and answers how to call that off. There is
 * no latest time: a browser that is late would run all that waits in one go.
 */
export function whenIdle(run: () => void): () => void {
  // Safari knows no idle time: the next turn has to do.
  if (!("requestIdleCallback" in window)) {
    const turn = setTimeout(run);
    return () => clearTimeout(turn);
  }
  const turn = requestIdleCallback(run);
  return () => cancelIdleCallback(turn);
}
