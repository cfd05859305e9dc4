/** Whether the server has its database, for a page that failed. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, isApiError } from "./http";

const SERVICE_UNAVAILABLE = 503;
/** As long as the server tells programs to wait. */
const AGAIN_MS = 5_000;

/** Loads the page again as soon as a database that was away is back. */
export function useAbsentDatabase(): boolean {
  const wasAbsent = useRef(false);
  const { data: isAbsent = false } = useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => isDatabaseAbsent(signal),
    refetchInterval: ({ state }) => (state.data === true ? AGAIN_MS : false),
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    if (wasAbsent.current && !isAbsent) location.reload();
    wasAbsent.current = isAbsent;
  }, [isAbsent]);
  return isAbsent;
}

async function isDatabaseAbsent(signal: AbortSignal): Promise<boolean> {
  try {
    return (await api.get("/api/health", { signal })).database === "down";
  } catch (error) {
    if (isApiError(error)) return error.problem.status === SERVICE_UNAVAILABLE;
    throw error;
  }
}
