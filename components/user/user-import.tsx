"use client";

/**
 * Invites the people of a file: first everybody it names or everything that is wrong in it, then
 * the links, which are shown this once.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { downloadText } from "@/lib/client/download-text";
import { importUserFile, refreshUsers } from "@/lib/client/users";
import type { ImportedUsers } from "@/lib/contracts/user-import";
import { ROLES } from "@/lib/domain/permission";
import { FileImportDialog } from "../file-import/file-import-dialog";
import { useFileImport } from "../file-import/use-file-import";
import { Button } from "../ui/button";
import type { RoleTargets } from "./role-targets";
import { RolesSummary } from "./roles-summary";
import { useNamedTargets } from "./use-named-targets";
import { InvitedPeople } from "./invited-people";

const COLUMNS = ["name", "email", "role", "centres"];

export function UserImport({ targets, onClose }: { targets: RoleTargets; onClose: () => void }) {
  const t = useTranslations("people");
  const queryClient = useQueryClient();
  const importing = useFileImport(importUserFile, () => refreshUsers(queryClient));
  const { found, stored, rejected } = importing;
  const people = found?.people ?? [];
  if (stored !== null) return <InvitedPeople people={stored.people} onClose={onClose} />;
  return (
    <FileImportDialog
      importing={importing}
      title={t("import.title")}
      hint={t("import.hint", { columns: COLUMNS.join(","), roles: ROLES.join(", ") })}
      texts={{
        looking: t("import.looking"),
        store: t("import.do", { count: people.length }),
        storing: t("import.working"),
        rejected: t("import.rejected", { count: rejected?.length ?? 0 }),
      }}
      summary={people.length > 0 ? t("import.preview", { count: people.length }) : null}
      rejected={
        rejected?.map(({ code, facts, ...at }) => {
          return { ...at, reason: t(`import.reasons.${code}`, { facts }) };
        }) ?? null
      }
      beside={
        <Button onClick={() => downloadText("people.csv", writeExample(targets))}>
          {t("import.example")}
        </Button>
      }
      onClose={onClose}
    >
      {people.length > 0 && <PreviewTable people={people} targets={targets} />}
    </FileImportDialog>
  );
}

type PreviewTableProps = { people: ImportedUsers["people"]; targets: RoleTargets };

function PreviewTable({ people, targets }: PreviewTableProps) {
  const t = useTranslations("people");
  const named = useNamedTargets(
    targets,
    people.map(({ roles }) => roles),
  );
  return (
    <div
      className="max-h-80 overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label={t("import.people")}
    >
      <table className="ledger">
        <caption className="sr-only">{t("import.people")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("roles")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ email, name, roles }) => (
            <tr key={email}>
              <th scope="row" className="py-1.5">
                <span className="block font-medium">{name}</span>
                <span className="block text-xs break-all text-ink-3">{email}</span>
              </th>
              <td className="py-1.5 whitespace-normal">
                <RolesSummary roles={roles} targets={named} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The example names centres of this installation, so that it can be imported once it is edited. */
function writeExample({ offer: { centres } }: RoleTargets): string {
  const [one = "101", other = "102"] = centres.map(({ id }) => id);
  return [
    COLUMNS.join(","),
    `Name Surname,counter@example.com,counter,${one}`,
    `Name Surname,reviewer@example.com,reviewer,${one} ${other}`,
    "Name Surname,approver@example.com,approver,*",
    "",
  ].join("\r\n");
}
