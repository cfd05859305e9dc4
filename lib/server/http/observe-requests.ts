import "server-only";

/**
 * Names every request as it arrives, before anything else sees it, and reports it when its response
 * was sent. The name is sent back, so that whoever asks for help can quote it.
 */
import type { Socket } from "node:net";
import { noteShortRequest } from "../give-way";
import { beginOperation, endOperation } from "../telemetry";
import { enterWork, type WorkContext } from "../work-context";
import { createAccessLog, type LogAccess } from "./access-log";
import { readBuiltRoutes } from "./built-routes";
import { headerOf, onRequest, pathnameOf } from "./on-request";
import type { RouteTemplates } from "./route-template";
import { readRequestId, REQUEST_ID_HEADER } from "./request-id";

type Options = { logAccess?: LogAccess | null; templateOf?: RouteTemplates };

/**
 * Must be called once at start, before what changes the address of a request. Returns how to end
 * it, for tests.
 */
export function observeRequests({
  logAccess = createAccessLog(),
  templateOf = readBuiltRoutes(),
}: Options = {}): () => void {
  const sent = new WeakMap<Socket, number>();
  return onRequest((request, response) => {
    const { method = "", url = "", socket } = request;
    const work: WorkContext = {
      id: readRequestId(headerOf(request, REQUEST_ID_HEADER)),
      kind: "request",
      accountId: null,
    };
    // Nobody asks about a built file, of which a page loads twenty.
    if (!url.startsWith("/_next/static/")) response.setHeader(REQUEST_ID_HEADER, work.id);
    enterWork(work);
    noteShortRequest(work, response);
    const operation = beginOperation("request", method, headerOf(request, "traceparent"));
    if (logAccess === null && operation === null) return;
    const startedAt = performance.now();
    const bytesBefore = socket.bytesWritten;
    response.once("close", () => {
      // Requests of one connection may overlap, and their responses follow each other.
      const from = Math.max(bytesBefore, sent.get(socket) ?? 0);
      sent.set(socket, socket.bytesWritten);
      const route = templateOf(pathnameOf(url));
      if (operation !== null) operation.name = `${method} ${route}`;
      endOperation(operation, String(response.statusCode));
      logAccess?.({
        requestId: work.id,
        method,
        route,
        status: response.statusCode,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        bytes: socket.bytesWritten - from,
        account: work.accountId,
        isAborted: !response.writableFinished,
      });
    });
  });
}
