/** Whether the server has its database, for a page that failed. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, isApiError } from "./http";

const SERVICE_UNAVAILABLE = 503;
/** As long as the server tells programs to wait. */
const AGAIN_MS = 5_000;

/** The last known state stays while nothing responds, and the server is asked again. */
export const absentDatabaseQuery = () =>
  queryOptions({
    queryKey: ["health"],
    queryFn: ({ signal }) => isDatabaseAbsent(signal),
    refetchInterval: ({ state }) => (state.data === true ? AGAIN_MS : false),
    staleTime: 0,
    gcTime: 0,
  });

/** Loads the page again as soon as a database that was away is back. */
export function useAbsentDatabase(): boolean {
  const wasAbsent = useRef(false);
  const { data: isAbsent = false } = useQuery(absentDatabaseQuery());
  useEffect(() => {
    if (wasAbsent.current && !isAbsent) location.reload();
    wasAbsent.current = isAbsent;
  }, [isAbsent]);
  return isAbsent;
}

/** Throws when it is not known: nothing responds, or something else than the server. */
async function isDatabaseAbsent(signal: AbortSignal): Promise<boolean> {
  try {
    await api.get("/api/health", { signal });
    return false;
  } catch (error) {
    if (isApiError(error) && error.problem.status === SERVICE_UNAVAILABLE) return true;
    throw error;
  }
}
