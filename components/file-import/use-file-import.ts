"use client";

/**
 * Holds the state of an import. A file that is chosen goes through a dry run at once, and what the
 * server rejected of it is kept apart from other errors.
 */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { readRejection } from "@/lib/client/rejection";

type SendFile<Result> = (request: { file: File; dryRun: boolean }) => Promise<Result>;

export function useFileImport<Result extends { rejected: unknown[] }>(
  mutationFn: SendFile<Result>,
  onStored: (stored: Result) => Promise<void>,
) {
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn });
  const store = useMutation({ mutationFn, onSuccess: onStored });
  const error = store.error ?? preview.error;
  return {
    choose: (chosen: File | null) => {
      store.reset();
      preview.reset();
      setFile(chosen);
      if (chosen !== null) preview.mutate({ file: chosen, dryRun: true });
    },
    send: () => file !== null && store.mutate({ file, dryRun: false }),
    isLooking: preview.isPending,
    isStoring: store.isPending,
    /** What the chosen file would do; null until that is known, and once storing it has failed. */
    found: file !== null && preview.isSuccess && !store.isError ? preview.data : null,
    stored: store.data ?? null,
    error,
    rejected: readRejection<Pick<Result, "rejected">>(error)?.rejected ?? null,
  };
}
