"use client";

/**
 * Sends a change of a fund, once however often its response is lost, confirms it in a toast, and
 * reads the funds again.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { makeSendOnce } from "@/lib/client/attempts";
import { useToast } from "../ui/toast";

export function useFundChange<Sent>(
  send: (sent: Sent, attempt: string) => Promise<unknown>,
  { done, onDone }: { done: string; onDone: () => void },
) {
  const toast = useToast();
  const client = useQueryClient();
  const [sendOnce] = useState(makeSendOnce);
  return useMutation({
    mutationFn: (sent: Sent) => sendOnce(send, sent),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["petty-cash"] });
      toast(done);
      onDone();
    },
  });
}
