/** Reads the options of a command of package.json. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { exitWithError } from "./print";

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

/** Reads the options of a command that has started nothing yet: an error ends it in one line. */
export function readOptionsOrExit<const Config extends ParseArgsConfig>(config: Config) {
  try {
    return readOptions(config);
  } catch (error) {
    return exitWithError(error);
  }
}

/** Ends the command for anything but 1, 2, 3 and so on: a check that runs no times would pass. */
export function readNumberOrExit(name: string, value: string): number {
  const number = Number(value);
  if (/^[1-9]\d*$/.test(value) && Number.isSafeInteger(number)) return number;
  return exitWithError(new Error(`${name} is a whole number above 0.`));
}
