/** What "server-only" becomes in tests: outside Next.js the real one throws. */
export {};
