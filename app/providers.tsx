"use client";

/** What every page has around it in the browser: the cache of server data, and the toast. */
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/client/query-client";

type ProvidersProps = {
  /** Of this answer: what floats locks the page's scrolling with a style of its own. */
  nonce: string | null;
  children: ReactNode;
};

export function Providers({ nonce, children }: ProvidersProps) {
  // The document keeps the policy it came with; a refresh brings a nonce that is not its own.
  const [first] = useState(nonce);
  useEffect(() => {
    // Browsers hide a nonce from selectors, so libraries ask for it by this name.
    Object.assign(globalThis, { __webpack_nonce__: first ?? undefined });
  }, [first]);
  const [queryClient] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
}
