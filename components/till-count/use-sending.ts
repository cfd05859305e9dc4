"use client";

/**
 * Sends what waits on this device: at once, when the network returns, when the page becomes
 * visible, and every few seconds while something waits.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { hasQueuedRemark, remarkPrefix } from "@/lib/client/count-remark";
import { sendRemarks } from "@/lib/client/count-remark-send";
import { thisDevice } from "@/lib/client/till-counts-storage";
import { type Sent, sendUnsent } from "@/lib/client/till-counts-send";
import { listUnsent, type Unsent } from "@/lib/client/till-counts-unsent";
import { useStoredTexts, useUnsent } from "./use-stored-drafts";

const RETRY_MS = 15_000;

export function useSending(userId: string, onStored: (sent: Sent) => void) {
  const queryClient = useQueryClient();
  const unsent = useUnsent(userId);
  /** These counts are being sent: they are done once the sheet was read again. */
  const [sending, setSending] = useState<Unsent[]>([]);
  const stored = useRef(onStored);
  useEffect(() => {
    stored.current = onStored;
  });
  const remarks = useStoredTexts(remarkPrefix(userId));
  const hasSendable =
    unsent.some(({ hold }) => hold !== "refused") ||
    hasQueuedRemark(remarks.map(({ text }) => text));

  const running = useRef(0);
  async function send(wait: boolean): Promise<Sent | null> {
    const waiting = listUnsent(thisDevice(), userId).filter(({ hold }) => hold !== "refused");
    // A second try may begin and end before what the first one stored was read back.
    running.current += 1;
    setSending((others) => [...others, ...waiting]);
    try {
      const sent = await sendUnsent(thisDevice(), userId, { wait });
      if (sent !== null && sent.stored.length + sent.retained.length > 0) {
        await queryClient.invalidateQueries({ queryKey: ["till-counts"] });
        await queryClient.invalidateQueries({ queryKey: ["reconciliations"], refetchType: "none" });
      }
      if (sent !== null && sent.stored.length > 0) stored.current(sent);
      if ((await sendRemarks(thisDevice(), userId)) > 0) {
        await queryClient.invalidateQueries({ queryKey: ["till-counts"] });
      }
      return sent;
    } finally {
      running.current -= 1;
      if (running.current === 0) setSending([]);
    }
  }

  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!hasSendable) return;
    const sendNow = () => void latest.current(false);
    const onVisible = () => {
      if (document.visibilityState === "visible") sendNow();
    };
    sendNow();
    const timer = setInterval(sendNow, RETRY_MS);
    window.addEventListener("online", sendNow);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", sendNow);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [hasSendable, userId]);

  return { unsent, sending, sendNow: () => send(true) };
}
