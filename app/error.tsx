"use client";

/** A page that could not be made. Nothing was lost, and it can be asked for again. */
import { PageError } from "@/components/shell/page-error";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  return (
    <main>
      <PageError digest={error.digest} onRetry={reset} />
    </main>
  );
}
