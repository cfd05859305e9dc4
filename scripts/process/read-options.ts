/** Reads the options of a command of package.json. */
import { parseArgs, type ParseArgsConfig } from "node:util";

/** Options of a command that npm knows too, and may have from its own configuration. */
const OF_NPM = ["audit", "before"];

/** npm also takes an option that abbreviates one of its own, along with the value. */
const LONG_FORMS: Record<string, string> = { to: "token_description" };

/**
 * Throws for what the command does not know, so that a mistyped `--check` never becomes a command
 * that writes, and for an option that npm took: `npm run rebuild --check` lacks `--` before the
 * option, and npm passes it in the environment only.
 */
export function readOptions<const Config extends ParseArgsConfig>(config: Config) {
  for (const name of Object.keys(config.options ?? {})) {
    const forms = [name.replaceAll("-", "_"), LONG_FORMS[name] ?? []].flat();
    const isTaken = forms.some((form) => process.env[`npm_config_${form}`] !== undefined);
    if (!isTaken || OF_NPM.includes(name)) continue;
    throw new Error(`npm took --${name} for an option of its own. Write -- before the options.`);
  }
  return parseArgs(config);
}
