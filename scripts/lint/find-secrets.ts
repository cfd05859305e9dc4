/**
 * Finds credentials in texts, with the rules of secretlint: keys of clouds, private keys, tokens,
 * passwords in addresses. What was found is masked in the result.
 */
import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";

const config = { rules: [{ id: "recommended", rule: creator }] };

// The profiler compares every mark with all earlier ones, so that 3,000 files would take a minute.
secretLintProfiler.mark = () => {};

export async function findSecrets(path: string, text: string): Promise<string[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, contentType: "text" },
    options: { config, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ loc, message }) => `${path}:${loc.start.line} ${message}`);
}
