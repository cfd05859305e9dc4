"use client";

/**
 * Asks whoever is at this browser to prove again who they are, when a request is refused without.
 * It belongs to the workspace, so that every request of every page may cause it.
 */
import { useEffect, useState } from "react";
import { registerProof } from "@/lib/client/fresh-proof";
import { readProofWays } from "@/lib/client/identity-proof";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { lazyOverlay } from "../ui/lazy-overlay";

const ProofDialog = lazyOverlay(
  () => import("./proof-dialog").then((proof) => proof.ProofDialog),
  ["identity-proof"],
);

type Asked = { ways: ProofWays; settle: (isProved: boolean) => void };

export function ProofHost() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(
    () =>
      registerProof(async () => {
        ProofDialog.prefetch();
        const ways = await readProofWays();
        // Another tab may have asked already.
        if (ways.isFresh) return true;
        return new Promise<boolean>((settle) => setAsked({ ways, settle }));
      }),
    [],
  );
  const close = (isProved: boolean) => {
    asked?.settle(isProved);
    setAsked(null);
  };
  return (
    <ProofDialog
      open={asked !== null}
      ways={asked?.ways ?? null}
      onOpenChange={(open) => !open && close(false)}
      onProved={() => close(true)}
    />
  );
}
