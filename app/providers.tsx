"use client";

/**
 * The providers around every page in the browser: the cache of server data, and the toast. What the
 * error pages show is exported here too, so that its code comes once, and not with each of them.
 */
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/client/query-client";

export { PageError } from "@/components/shell/page-error";

type ProvidersProps = {
  /** The nonce of this response; overlays lock the page's scrolling with a style that needs it. */
  nonce: string | null;
  children: ReactNode;
};

export function Providers({ nonce, children }: ProvidersProps) {
  // The document keeps its first policy; a refresh brings a nonce that this policy does not allow.
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
