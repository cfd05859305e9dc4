"use client";

/**
 * Lets any page ask for a signature: a dialog shows what would be signed, and a notice offers to
 * undo it for a moment. Both belong to the workspace, so that they outlive the row or the page that
 * asked. `useSignOff()({ move: "closure", days })` opens the dialog.
 */
import { createContext, type ReactNode, useContext, useState } from "react";
import { lazyOverlay } from "../ui/lazy-overlay";
import type { SignOffRequest } from "./sign-off-request";

type Ask = (request: SignOffRequest) => void;

const SignOffContext = createContext<Ask>(() => undefined);

const SignOffHost = lazyOverlay(
  () => import("./sign-off-host").then((host) => host.SignOffHost),
  ["sign-off", "workflow"],
);

export function useSignOff(): Ask {
  return useContext(SignOffContext);
}

export function SignOffProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<SignOffRequest | null>(null);
  return (
    <SignOffContext.Provider value={setRequest}>
      {children}
      <SignOffHost
        open={request !== null}
        request={request}
        onOpenChange={(open) => !open && setRequest(null)}
      />
    </SignOffContext.Provider>
  );
}
