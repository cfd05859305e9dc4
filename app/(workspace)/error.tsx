"use client";

/**
 * The error page appears when a page failed to render. No data is lost, and the user can try again.
 */
import { PageError } from "../providers";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  return <PageError digest={error.digest} onRetry={reset} />;
}
