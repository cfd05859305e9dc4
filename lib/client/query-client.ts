/**
 * The cache of server data in a browser. A refusal is final, so that a screen shows it at once;
 * only a request that failed on the network, or came before the server had started, is retried.
 */
import { QueryClient } from "@tanstack/react-query";
import { packRows, unpackRows } from "../domain/screen/packed-rows";
import { isApiError } from "./http";

const RETRIES_MAX = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, refetchOnWindowFocus: true, retry: mayRetry },
      mutations: { retry: false },
      // A page that the server has read brings its data packed.
      dehydrate: { serializeData: packRows },
      hydrate: { deserializeData: unpackRows },
    },
  });
}

function mayRetry(failures: number, error: Error): boolean {
  if (failures >= RETRIES_MAX) return false;
  return !isApiError(error) || error.problem.status === 0 || error.problem.code === "STARTING";
}
