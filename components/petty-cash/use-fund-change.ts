"use client";

/** Sends a change of a fund, confirms it in a toast, and reads the funds again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../ui/toast";

export function useFundChange<Sent>(
  send: (sent: Sent) => Promise<unknown>,
  { done, onDone }: { done: string; onDone: () => void },
) {
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["petty-cash"] });
      toast(done);
      onDone();
    },
  });
}
