"use client";

/** Makes a token: its name, part of what the reader may do, how long; then it is shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { createToken, tokensQuery } from "@/lib/client/tokens";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { TokenPermission } from "@/lib/domain/permission";
import { readField } from "../ui/text-of";
import { OneTimeSecret } from "../user/shown-once";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { Notice } from "../ui/notice";

type TokenDialogProps = { permissions: TokenPermission[]; onClose: () => void };

const DAYS = [7, 30, 90, 180, 366];
const DAYS_USUAL = 90;

export function TokenDialog({ permissions, onClose }: TokenDialogProps) {
  const t = useTranslations("token");
  const permissionText = useTranslations("token.may");
  const form = useId();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<TokenPermission[]>([]);
  const create = useMutation({
    mutationFn: createToken,
    onSuccess: () => queryClient.invalidateQueries(tokensQuery()),
  });
  const problem = useProblemText(create.error);
  const wrong = wrongFieldsOf(create.error);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    create.mutate({
      name: readField(sent, "name"),
      permissions: chosen,
      expiresInDays: Number(sent.get("days")),
    });
  };

  if (create.isSuccess) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("made-title", { name: create.variables.name })}
        description={t("made-hint")}
        footer={
          <Button kind="do" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <OneTimeSecret label={t("token")} text={create.data.token} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("make-title")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" kind="do" working={create.isPending && t("saving")}>
            {t("make")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
        <Field
          label={t("name")}
          hint={t("name-hint")}
          error={wrong.has("name") ? t("name-wrong") : null}
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
        <fieldset>
          <legend className="mb-1 text-xs font-medium text-ink-2">{t("permissions")}</legend>
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              className="flex w-full"
              checked={chosen.includes(permission)}
              onCheckedChange={(checked) =>
                setChosen((others) =>
                  checked ? [...others, permission] : others.filter((one) => one !== permission),
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
          {wrong.has("permissions") && (
            <p role="alert" className="text-xs">
              {t("permissions-wrong")}
            </p>
          )}
        </fieldset>
        {create.isError && wrong.size === 0 && (
          <Notice kind="error" title={problem.title}>
            {problem.detail}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}

/** The catalog's names may hold no colon. */
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
  "sync:start": "sync-start",
  "sync:view": "sync-view",
  "audit:view": "audit-view",
  "account:use": "account-use",
  "centre:administer": "centre-administer",
  "cashrec:probe": "cashrec-probe",
} as const satisfies Record<TokenPermission, string>;
