import "server-only";

/**
 * Gives a page that failed for a known reason the status of that reason. Next.js sends every page
 * that fails to render with 500, which monitoring and proxies take for a fault of the program, when
 * the database is away for a moment.
 */
import type { ServerResponse } from "node:http";
import { currentWork } from "../work-context";
import { onRequest, pathnameOf } from "./on-request";
import { statusOf, toAppError } from "./problem";

const UNEXPECTED = 500;

/** Next.js calls it while it renders, before it sends the head of the response. */
export function notePageFailure(error: unknown): void {
  const work = currentWork();
  const known = toAppError(error);
  if (work === undefined || known.code === "UNEXPECTED") return;
  work.failure ??= { status: statusOf(known), retryAfter: known.details.retryAfter ?? null };
}

/** Must be called once at start, after requests are named. */
export function setStatusOfFailedPages(): void {
  onRequest(({ url }, response) => {
    if (!pathnameOf(url).startsWith("/api/")) changeStatus(response);
  });
}

function changeStatus(response: ServerResponse): void {
  const work = currentWork();
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const failure = work?.failure;
    if (status !== UNEXPECTED || failure === undefined) return writeHead(status, ...rest);
    if (failure.retryAfter !== null) response.setHeader("retry-after", failure.retryAfter);
    return writeHead(failure.status, ...rest);
  };
}
