"use client";

/**
 * Sends what waits on this device: at once, when the network comes back, when the page is looked at
 * again, and every few seconds while something waits.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { thisDevice } from "@/lib/client/till-counts-storage";
import { type Sent, sendUnsent } from "@/lib/client/till-counts-send";
import { listUnsent, type Unsent } from "@/lib/client/till-counts-unsent";
import { useUnsent } from "./use-stored-drafts";

const RETRY_MS = 15_000;

export function useSending(userId: string, onStored: (sent: Sent) => void) {
  const queryClient = useQueryClient();
  const unsent = useUnsent(userId);
  /** What is on its way: it has an answer once the sheet was read again. */
  const [settling, setSettling] = useState<Unsent[]>([]);
  const stored = useRef(onStored);
  useEffect(() => {
    stored.current = onStored;
  });
  const waits = unsent.some(({ hold }) => hold !== "refused");

  async function send(wait: boolean): Promise<Sent | null> {
    setSettling(listUnsent(thisDevice(), userId).filter(({ hold }) => hold !== "refused"));
    try {
      const sent = await sendUnsent(thisDevice(), userId, { wait });
      if (sent !== null && sent.stored.length + sent.retained.length > 0) {
        await queryClient.invalidateQueries({ queryKey: ["till-counts"] });
        await queryClient.invalidateQueries({ queryKey: ["reconciliations"], refetchType: "none" });
      }
      if (sent !== null && sent.stored.length > 0) stored.current(sent);
      return sent;
    } finally {
      setSettling([]);
    }
  }

  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!waits) return;
    const go = () => void latest.current(false);
    const seen = () => {
      if (document.visibilityState === "visible") go();
    };
    go();
    const timer = setInterval(go, RETRY_MS);
    window.addEventListener("online", go);
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", go);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [waits, userId]);

  return { unsent, settling, sendNow: () => send(true) };
}
