/**
 * `npm run reseal`: seals everything in the database again that NEXTAUTH_SECRET_PREVIOUS,
 * CREDENTIALS_KEY_PREVIOUS or an earlier release has sealed, as each start does, prints how much of
 * each kind, and exits with 1 when something can't be opened. With `--forget-push-keys` it deletes
 * keys for notifications that nothing opens any more, and the devices that belong to them.
 */
import { withOrigin } from "@/lib/server/audit/origin";
import { disconnect } from "@/lib/server/db/client";
import { forgetPushKeys, resealSecrets } from "@/lib/server/reseal/reseal";
import { exitWithError, print } from "./process/print";
import { readOptions } from "./process/read-options";
import { formatUnreadable } from "./start/reseal-text";

try {
  await withOrigin("script", reseal);
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function reseal(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = readOptions({ options: { "forget-push-keys": flag } });
  if (values["forget-push-keys"]) {
    const devices = await forgetPushKeys();
    print(
      devices === null ? "The keys can be opened." : `The keys and ${devices} devices are gone.`,
    );
  }
  const results = await resealSecrets();
  for (const { kind, values, resealed } of results) {
    print(`${kind}: ${values} stored, ${resealed} sealed again`);
  }
  const unreadable = formatUnreadable(results);
  for (const line of unreadable) print(line);
  process.exitCode = unreadable.length > 0 ? 1 : 0;
}
