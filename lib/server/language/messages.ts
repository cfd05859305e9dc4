import "server-only";

/** All words of one language: one file for each feature, merged under the feature's name. */
import type { Language } from "@/lib/domain/format";

export const NAMESPACES = [
  ...["ui", "shell", "problem", "today"],
  ...["reconciliation", "export", "sync", "chart", "till-count"],
  ...["people", "sign-in", "centre", "token", "settings", "connection", "audit"],
] as const;

export type Messages = { [name: string]: string | Messages };

export async function messagesOf(language: Language): Promise<Messages> {
  const files = await Promise.all(
    NAMESPACES.map(async (name) => [name, await load(language, name)] as const),
  );
  return Object.fromEntries(files);
}

async function load(language: Language, name: string): Promise<Messages> {
  const file = (await import(`@/lib/messages/${language}/${name}.json`)) as { default: Messages };
  return file.default;
}
