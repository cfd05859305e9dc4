/** The last lines of a start: the address to open, and who may sign in. */
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/lib/domain/demo-people";
import type { Env } from "@/lib/server/env";
import { CASHREC_NEEDED } from "@/lib/server/env-cashrec";
import type { FirstRun } from "./first-run";

export function formatWelcome({ baseUrl }: Env, { demo, connection }: FirstRun): string {
  const lines = ["", `Counterfoil is ready: ${baseUrl}`];
  if (connection === "sandbox") {
    lines.push("It runs on the sandbox: none of its figures comes from Cashrec.");
  }
  if (connection === "unconfigured") {
    lines.push(
      "It reads nothing: its cash sheets come from Cashrec, whose variables are not set.",
      `Set ${CASHREC_NEEDED.join(", ")} and start again.`,
    );
  }
  if (demo) lines.push("Sign in as one of:", ...DEMO_PEOPLE.map(demoPerson));
  return [...lines, ""].join("\n");
}

function demoPerson(name: string): string {
  return `  ${`${name}@example.test`.padEnd(28)} ${DEMO_PASSWORD}`;
}
