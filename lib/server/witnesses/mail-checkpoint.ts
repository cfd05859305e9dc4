import "server-only";

/** Mails a checkpoint to an address outside of the installation. */
import { createHash } from "node:crypto";
import type { StoredCheckpoint } from "../checkpoints/checkpoint";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { env } from "../env";
import { chooseLanguage, chooseTimeZone } from "../language/choose";
import { getTranslations } from "../language/translations";
import { escapeHtml } from "../mail/layout";
import { openTransport } from "../mail/transport";
import type { Outcome } from "./remote";

/** The mail has the note as it is, so that it can be pasted into the page or the command. */
export async function mailCheckpoint(
  address: string,
  { note, size }: StoredCheckpoint,
): Promise<Outcome> {
  const transport = openTransport();
  if (transport === null) return { failure: "unreachable" };
  const { origin } = env().audit;
  const language = chooseLanguage(undefined, null);
  const reader = { language, timeZone: chooseTimeZone(undefined) };
  const t = await getTranslations("mail.checkpoint", reader);
  const hash = createHash("sha256").update(note).digest("hex");
  const lines = [t("opening"), note, t("key", { key: checkpointPublicKey() })];
  const html = lines.map((line) => `<pre>${escapeHtml(line)}</pre>`).join("\n");
  const mail = { subject: t("subject", { origin, count: size }), text: lines.join("\n\n"), html };
  const messageId = `<${hash}@${new URL(env().baseUrl).hostname}>`;
  try {
    const to = { name: "", address };
    const sent = await transport.send({ ...mail, to, messageId }, () => Promise.resolve());
    if (sent.outcome === "sent") return { line: null };
    return { failure: sent.outcome === "bounced" ? "refused" : "unreachable" };
  } finally {
    transport.close();
  }
}
