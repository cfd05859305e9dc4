"use client";

/**
 * Invites the people of a file: first everybody it names or everything that is wrong in it, then
 * the links, which are shown this once.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { downloadText } from "@/lib/client/download-text";
import { isApiError } from "@/lib/client/http";
import { importUserFile, usersQuery } from "@/lib/client/users";
import type { Problem } from "@/lib/contracts/problem";
import type { ImportedUsers } from "@/lib/contracts/user-import";
import { ROLES } from "@/lib/domain/permission";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import type { RoleTargets } from "./role-targets";
import { RejectedPeople } from "./rejected-people";
import { RolesSummary } from "./roles-summary";
import { InvitedPeople } from "./invited-people";

const COLUMNS = ["name", "email", "role", "centres"];

export function UserImport({ targets, onClose }: { targets: RoleTargets; onClose: () => void }) {
  const t = useTranslations("people");
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: importUserFile });
  const store = useMutation({
    mutationFn: importUserFile,
    onSuccess: () => queryClient.invalidateQueries(usersQuery()),
  });
  const error = store.error ?? preview.error;
  const rejected = findRejected(error);
  const people = preview.isSuccess && !store.isError ? preview.data.people : [];

  const choose = (chosen: File | null) => {
    store.reset();
    preview.reset();
    setFile(chosen);
    if (chosen !== null) preview.mutate({ file: chosen, dryRun: true });
  };

  if (store.isSuccess) return <InvitedPeople people={store.data.people} onClose={onClose} />;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("import.title")}
      description={t("import.hint", { columns: COLUMNS.join(","), roles: ROLES.join(", ") })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            disabled={file === null || people.length === 0}
            working={store.isPending && t("import.working")}
            onClick={() => file !== null && store.mutate({ file, dryRun: false })}
          >
            {t("import.do", { count: people.length })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
          <Field label={t("import.file")}>
            {(props) => (
              <Input
                {...props}
                type="file"
                accept=".csv,text/csv"
                className="py-1"
                onChange={(event) => choose(event.target.files?.[0] ?? null)}
              />
            )}
          </Field>
          <Button onClick={() => downloadText("people.csv", writeExample(targets))}>
            {t("import.example")}
          </Button>
        </div>
        <div role="status">
          {preview.isPending && t("import.looking")}
          {people.length > 0 && t("import.preview", { count: people.length })}
        </div>
        {people.length > 0 && <PreviewTable people={people} targets={targets} />}
        <ProblemNotice error={rejected === null ? error : null} />
        {rejected !== null && <RejectedPeople rejected={rejected} />}
      </div>
    </Dialog>
  );
}

type PreviewTableProps = { people: ImportedUsers["people"]; targets: RoleTargets };

function PreviewTable({ people, targets }: PreviewTableProps) {
  const t = useTranslations("people");
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
                <RolesSummary roles={roles} targets={targets} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The example names centres of this installation, so that it can be imported once it is edited. */
function writeExample({ centres }: RoleTargets): string {
  const [one = "101", other = "102"] = centres.map(({ id }) => id);
  return [
    COLUMNS.join(","),
    `Name Surname,counter@example.com,counter,${one}`,
    `Name Surname,reviewer@example.com,reviewer,${one} ${other}`,
    "Name Surname,approver@example.com,approver,*",
    "",
  ].join("\r\n");
}

/** It is null unless the server rejected rows of the file. */
function findRejected(error: Error | null): ImportedUsers["rejected"] | null {
  if (!isApiError(error) || error.problem.code !== "REJECTED_ROWS") return null;
  return (error.problem as Problem & Pick<ImportedUsers, "rejected">).rejected;
}
