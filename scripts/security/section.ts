/** One part of `npm run security`: what it found, and what of it must not be. */
import type { App } from "@/lib/testing/acceptance-app";
import type { Fixture } from "@/lib/testing/matrix-fixture";
import type { Canaries } from "./canaries";

/** Sections that attack the application share one, because starting it takes a while. */
export type Target = {
  app: App;
  dataDir: string;
  /** A centre with a counted day, so that pages and files have content. */
  fixture: Fixture;
  /** The session of somebody who holds every role everywhere. */
  cookie: string;
  canaries: Canaries;
  /** The environment of the application. */
  variables: Record<string, string>;
};

export type Findings = {
  /** Lines to print, whatever the result. */
  lines: string[];
  /** Each one makes the command fail. */
  failures: string[];
};

export type Section = {
  name: string;
  title: string;
} & (
  | { needs: "nothing"; run: () => Promise<Findings> }
  | { needs: "application"; run: (target: Target) => Promise<Findings> }
);
