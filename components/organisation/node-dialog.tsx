"use client";

/** Adds a node, or changes its name, its kind and, from a date on, the node above it. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { findFault } from "@/lib/client/wrong-fields";
import type { Organisation, OrganisationNodeRow } from "@/lib/contracts/organisation";
import { NODE_KINDS } from "@/lib/domain/organisation/organisation";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { ParentSelect } from "./parent-select";
import { useOrganisationChange } from "./use-organisation-change";

type NodeDialogProps = {
  node: OrganisationNodeRow | "new";
  organisation: Organisation;
  today: string;
  onClose: () => void;
};

export function NodeDialog({ node, organisation, today, onClose }: NodeDialogProps) {
  const t = useTranslations("organisation");
  const isNew = node === "new";
  const [parentId, setParentId] = useState(isNew ? "" : (node.parentId ?? ""));
  const [from, setFrom] = useState(today);
  const [isMissing, setIsMissing] = useState(false);
  const { change, wrong } = useOrganisationChange({ onDone: onClose });
  const sent = change.variables?.rows[0];
  const faultOf = (name: "id" | "name") => {
    const fault = findFault(wrong.has(name), sent?.[name]);
    return fault === null ? null : t(`${name}-${fault}`);
  };
  const submit = (fields: FormData) => {
    const kind = NODE_KINDS.find((one) => one === readField(fields, "kind")) ?? "area";
    const id = isNew ? readField(fields, "id").trim() : node.id;
    const name = readField(fields, "name").trim();
    setIsMissing(from === "");
    if (from === "") return;
    const row = { kind, id, name, parentId: parentId === "" ? null : parentId, from };
    change.mutate({ basedOnVersion: organisation.version, rows: [row] });
  };
  return (
    <FormDialog
      title={isNew ? t("add-title") : node.name}
      cancelLabel={t("cancel")}
      submitLabel={isNew ? t("add") : t("save")}
      working={change.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("name")} error={faultOf("name")}>
        {(props) => (
          <Input {...props} name="name" defaultValue={isNew ? "" : node.name} autoComplete="off" />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("id")} hint={t("id-hint")} error={faultOf("id")}>
          {(props) => (
            <Input
              {...props}
              name="id"
              defaultValue={isNew ? "" : node.id}
              disabled={!isNew}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t("kind")}>
          {(props) => (
            <Select {...props} name="kind" defaultValue={isNew ? "area" : node.kind}>
              {NODE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <ParentSelect
        label={t("parent")}
        none={t("at-top")}
        nodes={organisation.nodes}
        except={isNew ? null : node.id}
        value={parentId}
        onChange={setParentId}
        error={wrong.has("parentId") ? t("cycle") : null}
      />
      <Field label={t("from")} hint={t("from-hint")} error={isMissing ? t("from-missing") : null}>
        {(props) => <DateInput {...props} value={from} onChange={setFrom} />}
      </Field>
      <ProblemNotice error={wrong.size === 0 ? change.error : null} />
    </FormDialog>
  );
}
