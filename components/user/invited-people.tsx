"use client";

/** Shows the links of the people who were just invited, to copy or to download, this once. */
import { useTranslations } from "next-intl";
import { downloadText } from "@/lib/client/download-text";
import type { ImportedUsers } from "@/lib/contracts/user-import";
import { csvRow } from "@/lib/domain/report/csv";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";

type InvitedPeopleProps = { people: ImportedUsers["people"]; onClose: () => void };

export function InvitedPeople({ people, onClose }: InvitedPeopleProps) {
  const t = useTranslations("people");
  const hasLinks = people.some(({ inviteUrl }) => inviteUrl !== null);
  const byProvider = people.every(({ delivery }) => delivery === "provider");
  const withoutLinks = byProvider ? "import.provider-hint" : "import.mailed-hint";
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t("import.done-title", { count: people.length })}
      description={[
        t(hasLinks ? "import.done-hint" : withoutLinks),
        ...(people.some(({ waiting }) => waiting.length > 0) ? [t("requests.waiting-hint")] : []),
      ].join(" ")}
      footer={
        <>
          {hasLinks && (
            <Button onClick={() => downloadText("invitations.csv", writeLinks(people))}>
              {t("import.download")}
            </Button>
          )}
          <Button kind="do" onClick={onClose}>
            {t("done")}
          </Button>
        </>
      }
    >
      <ul className="border-t border-rule">
        {people.map(({ name, email, inviteUrl }) => (
          <li key={email} className="grid gap-1 border-b border-rule py-2 sm:grid-cols-2">
            <span>
              <span className="block font-medium">{name}</span>
              <span className="block text-xs break-all text-ink-3">{email}</span>
            </span>
            {inviteUrl !== null && (
              <Input
                aria-label={t("import.link-of", { name })}
                value={inviteUrl}
                readOnly
                spellCheck={false}
                className="font-mono"
                onFocus={(event) => event.target.select()}
              />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function writeLinks(people: ImportedUsers["people"]): string {
  const rows = people.map(({ name, email, inviteUrl }) => [name, email, inviteUrl ?? ""]);
  return [["name", "email", "link"], ...rows]
    .map((cells) => csvRow(cells.map((text) => ({ kind: "text", text }))))
    .join("");
}
