"use client";

/** Downloads one file: tracks its progress, and cancels it. */
import { useEffect, useRef, useState } from "react";
import { fetchFile, type FetchedFile, type Received } from "@/lib/client/exports";

export type Download =
  | { phase: "idle" }
  | { phase: "running"; received: Received }
  | { phase: "failed"; error: unknown; address: string };

const NOTHING: Received = { bytes: 0, lines: null, total: null };

export function useDownload(onSaved: (name: string) => void) {
  const [download, setDownload] = useState<Download>({ phase: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (address: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setDownload({ phase: "running", received: NOTHING });
    try {
      const file = await fetchFile(address, {
        signal: controller.signal,
        onProgress: (received) => {
          if (!controller.signal.aborted) setDownload({ phase: "running", received });
        },
      });
      save(file);
      setDownload({ phase: "idle" });
      onSaved(file.name);
    } catch (error) {
      // The user cancelled it and needs no message.
      if (!controller.signal.aborted) setDownload({ phase: "failed", error, address });
    }
  };
  const end = () => {
    running.current?.abort();
    setDownload({ phase: "idle" });
  };
  return { download, start: (address: string) => void start(address), end };
}

/** A browser may take this long to begin with a blob whose URL it was given. */
const REVOKED_AFTER_MS = 60_000;

function save({ name, blob }: FetchedFile): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKED_AFTER_MS);
}
