/**
 * Names the requests that the application took longest for while browsers tested it, from its
 * access log: a route that waits for something each time would pass every test.
 */
import { z } from "zod";

const ROUTES_MAX = 5;

const request = z.object({
  msg: z.literal("request"),
  method: z.string(),
  route: z.string(),
  ms: z.number(),
});

/** One line for each route, with the longest of its requests, the slowest first. */
export function formatSlowestRequests(log: string): string[] {
  const longest = new Map<string, number>();
  for (const { method, route, ms } of log.split("\n").flatMap(readRequest)) {
    const name = `${method} ${route}`;
    longest.set(name, Math.max(ms, longest.get(name) ?? 0));
  }
  const slowest = [...longest].toSorted(([, one], [, other]) => other - one);
  return slowest
    .slice(0, ROUTES_MAX)
    .map(([name, ms]) => `request: ${(ms / 1000).toFixed(1)} s ${name}`);
}

/** Other lines of the log are left out; the last one may be half written. */
function readRequest(line: string): z.infer<typeof request>[] {
  if (!line.includes('"msg":"request"')) return [];
  try {
    return [request.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
