/**
 * `npm run remove-second-factor -- EMAIL`: removes the passkeys, the authenticator app and the
 * recovery codes of somebody whom no administrator can help, and ends their sessions. The audit
 * trail notes it.
 */
import { withOrigin } from "@/lib/server/audit/origin";
import { disconnect } from "@/lib/server/db/client";
import { removeFactorsByOperator } from "@/lib/server/users/remove-factors";
import { exitWithError, print } from "./process/print";

try {
  const [email = ""] = process.argv.slice(2);
  if (email === "") throw new Error("Name the e-mail address: -- somebody@example.com");
  await withOrigin("script", () => removeFactorsByOperator(email));
  print(`${email} signs in with the password alone, until they set up two-step sign-in again.`);
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}
