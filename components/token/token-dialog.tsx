"use client";

/**
 * Creates a token with a name, some of the user's own permissions and an expiry, and then shows it,
 * which is not possible later.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createToken, tokensQuery } from "@/lib/client/tokens";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { TokenPermission } from "@/lib/domain/permission";
import { readField } from "../ui/text-of";
import { OneTimeSecretDialog } from "../user/shown-once";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select, Textarea } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";

type TokenDialogProps = { permissions: TokenPermission[]; onClose: () => void };

const DAYS = [7, 30, 90, 180, 366];
const DAYS_USUAL = 90;

export function TokenDialog({ permissions, onClose }: TokenDialogProps) {
  const t = useTranslations("token");
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<TokenPermission[]>([]);
  const create = useMutation({
    mutationFn: createToken,
    onSuccess: () => queryClient.invalidateQueries(tokensQuery()),
  });
  const wrong = wrongFieldsOf(create.error);
  const nameFault = findFault(wrong.has("name"), create.variables?.name);

  const submit = (fields: FormData) =>
    create.mutate({
      name: readField(fields, "name"),
      permissions: chosen,
      expiresInDays: Number(fields.get("days")),
      networks: readField(fields, "networks")
        .split(/[\s,]+/)
        .filter(Boolean),
    });

  if (create.isSuccess) {
    return (
      <OneTimeSecretDialog
        title={t("made-title", { name: create.variables.name })}
        description={t("made-hint")}
        label={t("token")}
        text={create.data.token}
        closeLabel={t("done")}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t("make-title")}
      cancelLabel={t("cancel")}
      submitLabel={t("make")}
      working={create.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label={t("name")}
        hint={t("name-hint")}
        error={nameFault === null ? null : t(`name-${nameFault}`)}
      >
        {(props) => <Input {...props} name="name" maxLength={80} autoComplete="off" />}
      </Field>
      <Field label={t("lasts")}>
        {(props) => (
          <Select {...props} name="days" defaultValue={DAYS_USUAL}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t("days", { days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t("networks")}
        hint={t("networks-hint")}
        error={wrong.has("networks") ? t("networks-wrong") : null}
      >
        {(props) => <Textarea {...props} name="networks" rows={2} maxLength={1_000} />}
      </Field>
      <PermissionChoice
        permissions={permissions}
        chosen={chosen}
        onChange={setChosen}
        isWrong={wrong.has("permissions")}
      />
      <ProblemNotice error={wrong.size === 0 ? create.error : null} />
    </FormDialog>
  );
}

type PermissionChoiceProps = {
  permissions: TokenPermission[];
  chosen: TokenPermission[];
  onChange: (chosen: TokenPermission[]) => void;
  isWrong: boolean;
};

function PermissionChoice({ permissions, chosen, onChange, isWrong }: PermissionChoiceProps) {
  const t = useTranslations("token");
  const permissionText = useTranslations("token.may");
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-ink-2">{t("permissions")}</legend>
      {permissions.map((permission) => (
        <Checkbox
          key={permission}
          className="flex w-full"
          checked={chosen.includes(permission)}
          onCheckedChange={(checked) =>
            onChange(
              checked ? [...chosen, permission] : chosen.filter((other) => other !== permission),
            )
          }
          label={
            <>
              {permissionText(MESSAGE_KEYS[permission])}{" "}
              <code className="font-mono text-xs text-ink-3">{permission}</code>
            </>
          }
        />
      ))}
      {isWrong && (
        <p role="alert" className="text-xs">
          {t("permissions-wrong")}
        </p>
      )}
    </fieldset>
  );
}

/** Keys of the message catalogue cannot contain a colon. */
const MESSAGE_KEYS = {
  "centre:view": "centre-view",
  "till-count:record": "till-count-record",
  "till-count:import": "till-count-import",
  "till-count:view": "till-count-view",
  "reconciliation:view": "reconciliation-view",
  "reconciliation:note": "reconciliation-note",
  "recount:request": "recount-request",
  "reconciliation:explain": "reconciliation-explain",
  "reconciliation:review": "reconciliation-review",
  "reconciliation:approve": "reconciliation-approve",
  "reconciliation:close": "reconciliation-close",
  "reconciliation:reopen": "reconciliation-reopen",
  "period:close": "period-close",
  "tolerance:view": "tolerance-view",
  "tolerance:change": "tolerance-change",
  "variance:view": "variance-view",
  "sheet:view-raw": "sheet-view-raw",
  "sheet:import": "sheet-import",
  "sync:start": "sync-start",
  "sync:view": "sync-view",
  "audit:view": "audit-view",
  "account:use": "account-use",
  "centre:administer": "centre-administer",
  "centre:configure": "centre-configure",
  "cashrec:probe": "cashrec-probe",
  "thread:view": "thread-view",
  "thread:write": "thread-write",
  "line:assign": "line-assign",
  "journal:view": "journal-view",
  "journal:post": "journal-post",
  "journal:configure": "journal-configure",
  "feed:read": "feed-read",
  "webhook:administer": "webhook-administer",
  "report:schedule": "report-schedule",
} as const satisfies Record<TokenPermission, string>;
