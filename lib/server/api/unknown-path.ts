import "server-only";

/**
 * Refuses what no route of the API serves, with a problem that says so. The server leads requests
 * here that may reach no route: those of another host, of another method, of a path that can't be
 * read, and those that came before the application has started.
 */
import { AppError } from "../app-error";
import { isMisdirected } from "../http/host";
import { ALLOWED_METHODS, REFUSED_METHOD_PATH } from "../http/method";
import { PREPARED_HEADER } from "../http/prepared";
import { problemResponse } from "../http/problem";
import { UNREADABLE_PATH } from "../http/readable-path";
import { recordRefusal } from "../security-log/refusals";
import { starting } from "./once-prepared";

export function refuseUnknownPath(request: Request): Response {
  if (!request.headers.has(PREPARED_HEADER)) return starting(request);
  const error = refusalOf(request);
  recordRefusal(request, error);
  const response = problemResponse(error, request);
  if (error.code === "METHOD_NOT_ALLOWED") response.headers.set("allow", ALLOWED_METHODS);
  return response;
}

function refusalOf({ url, headers }: Request): AppError {
  const { pathname } = new URL(url);
  if (isMisdirected(pathname, headers.get("host"))) {
    return new AppError(
      "WRONG_HOST",
      "This server has another name. Its operator sets NEXTAUTH_URL or ALLOWED_HOSTS.",
    );
  }
  if (pathname === REFUSED_METHOD_PATH) {
    return new AppError("METHOD_NOT_ALLOWED", "This server has no such method.");
  }
  if (pathname === UNREADABLE_PATH) {
    return new AppError("INVALID", "The path of the address can't be read: half an escape.");
  }
  return new AppError("NOT_FOUND", "No route of the API has this path; see /api/openapi.json.");
}
