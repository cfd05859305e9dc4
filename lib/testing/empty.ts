/** Replaces "server-only" in tests, because the real module throws outside of Next.js. */
export {};
