import "server-only";

/**
 * Bounds the bodies that one process works on at a time, in number and in bytes, so that a few
 * people who upload at once can't use up its memory. A request beyond the bound is refused before
 * its body is read.
 */
import { AppError } from "../app-error";
import { processWide } from "../process-wide";

const BODIES_MAX = 64;
const BYTES_MAX = 128 * 1024 * 1024;
/** No route takes a longer one. */
export const BODY_BYTES_MAX = 32 * 1024 * 1024;

type InFlight = { add: (bodies: number, bytes: number) => boolean };

const shared = processWide<InFlight>("bodies-in-flight");

/** `bytesMax` is what the route takes, and so what a body may be that does not state its length. */
export async function withBodyInFlight<T>(
  request: Request,
  bytesMax: number,
  work: () => Promise<T>,
): Promise<T> {
  const bytes = statedBytes(request, bytesMax);
  if (bytes === 0) return work();
  const inFlight = (shared.value ??= countBodies());
  if (!inFlight.add(1, bytes)) {
    const message = "Many files are being sent at the moment. Try again in a few seconds.";
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: 5 });
  }
  try {
    return await work();
  } finally {
    inFlight.add(-1, -bytes);
  }
}

/** A length beyond what the route takes is refused by the route, and reserves no more than that. */
function statedBytes(request: Request, bytesMax: number): number {
  if (request.body === null) return 0;
  const stated = request.headers.get("content-length");
  return stated === null ? bytesMax : Math.min(Number(stated), bytesMax);
}

/** Adds, unless that would exceed a bound. */
function countBodies(): InFlight {
  let bodies = 0;
  let bytes = 0;
  return {
    add: (moreBodies, moreBytes) => {
      const isOver = bodies + moreBodies > BODIES_MAX || bytes + moreBytes > BYTES_MAX;
      if (moreBodies > 0 && isOver) return false;
      bodies += moreBodies;
      bytes += moreBytes;
      return true;
    },
  };
}
