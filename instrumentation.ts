/**
 * Runs once when the server starts, because every instance of the application works on the jobs.
 * Next.js would go on without it, and send every request to its own address for ever.
 *
 * This file is also compiled for the Edge runtime, where none of this exists. The conditions enclose
 * the imports, so that what they lead to is not compiled for it as well.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    if (process.env.NEXT_PHASE === "phase-production-build") return;
    try {
      const { start } = await import("./instrumentation-node");
      await start();
    } catch (error) {
      const { endUnstarted } = await import("@/lib/server/ending");
      endUnstarted(error);
    }
  }
}

/** Next.js calls it for every error of a page. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { notePageFailure } = await import("@/lib/server/http/failed-pages");
    notePageFailure(error);
  }
}
