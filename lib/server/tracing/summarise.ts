import "server-only";

/** Names a statement by what it does to which table, without its values or constants. */
const COMMAND = /^[\s(]*([A-Z]+)/i;
// oxlint-disable-next-line security/detect-unsafe-regex -- texts are of the program, and short
const TABLE = /\b(?:FROM|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?("?[a-z_][a-z0-9_.]*"?)/i;
const COMMANDS = /^(SELECT|INSERT|UPDATE|DELETE|COPY|BEGIN|COMMIT|ROLLBACK|SET|LOCK|WITH|MERGE)$/;

const KNOWN_MAX = 2_000;
const known = new Map<string, string>();

export function summarise(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const command = COMMAND.exec(text)?.[1]?.toUpperCase() ?? "";
  const table = TABLE.exec(text)?.[1]?.replaceAll('"', "");
  const name = COMMANDS.test(command) ? command : "statement";
  const summary = table === undefined ? name : `${name} ${table}`;
  if (known.size < KNOWN_MAX) known.set(text, summary);
  return summary;
}
