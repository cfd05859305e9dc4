"use client";

/**
 * Shows one reason of the list: its label, the verdicts it is offered for, and whether it is
 * active.
 */
import { useFormatter, useTranslations } from "next-intl";
import type { Reason } from "@/lib/contracts/reason";
import { OTHER } from "@/lib/domain/workflow/reason-list";
import { RowAction } from "../settings/settings-list";
import { Checkbox } from "../ui/checkbox";
import { Icon } from "../ui/icon";
import { useReasonLabel } from "./use-reason-text";

type ReasonRowProps = {
  reason: Reason;
  busy: boolean;
  onChange: (reason: Reason) => void;
  onEdit: () => void;
  /** It is null when the reason cannot be moved that way. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
};

export function ReasonRow({ reason, busy, onChange, onEdit, onUp, onDown }: ReasonRowProps) {
  const t = useTranslations("explanation.list");
  const verdictName = useTranslations("ui.verdict");
  const format = useFormatter();
  const label = useReasonLabel()(reason.code, reason);
  const verdicts = format.list(
    reason.verdicts.map((verdict) => verdictName(verdict)),
    { type: "unit" },
  );
  return (
    <tr>
      <th scope="row" className={reason.active ? "wrap-anywhere" : "wrap-anywhere text-ink-3"}>
        {label}
        <span className="block text-xs text-ink-3 sm:hidden">{verdicts}</span>
      </th>
      <td className="text-ink-2 max-sm:hidden">{verdicts}</td>
      <td>
        <Checkbox
          aria-label={t("offered-one", { reason: label })}
          checked={reason.active}
          disabled={busy || reason.code === OTHER}
          onCheckedChange={(active) => onChange({ ...reason, active })}
        />
      </td>
      <td className="max-sm:hidden">
        <Step name={t("up", { reason: label })} icon="chevron-up" {...{ busy }} onStep={onUp} />
        <Step
          name={t("down", { reason: label })}
          icon="chevron-down"
          {...{ busy }}
          onStep={onDown}
        />
      </td>
      <RowAction label={t("change")} name={t("change-one", { reason: label })} onPress={onEdit} />
    </tr>
  );
}

type StepProps = {
  name: string;
  icon: "chevron-up" | "chevron-down";
  busy: boolean;
  onStep: (() => void) | null;
};

function Step({ name, icon, busy, onStep }: StepProps) {
  return (
    <button
      type="button"
      aria-label={name}
      disabled={busy || onStep === null}
      onClick={() => onStep?.()}
      className="inline-grid size-6 place-items-center rounded-md enabled:hover:bg-hover disabled:opacity-30"
    >
      <Icon name={icon} className="size-3.5" />
    </button>
  );
}
