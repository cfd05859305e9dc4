"use client";

/** The buttons of a row that a second administrator may have to confirm. */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type DecisionButtonsProps = {
  /** The texts are those of what is decided. */
  of: "single-sign-on" | "single-sign-on.directory";
  name: string;
  isConfirmable: boolean;
  isWorking: boolean;
  onConfirm: () => void;
  onRemove: () => void;
};

export function DecisionButtons(props: DecisionButtonsProps) {
  const { of, name, isConfirmable, isWorking, onConfirm, onRemove } = props;
  const t = useTranslations(of);
  return (
    <td className="money">
      <span className="inline-flex flex-wrap justify-end gap-2">
        {isConfirmable && (
          <Button
            kind="do"
            size="small"
            aria-label={t("confirm-one", { name })}
            disabled={isWorking}
            onClick={onConfirm}
          >
            {t("confirm")}
          </Button>
        )}
        <Button kind="bare" size="small" aria-label={t("remove-one", { name })} onClick={onRemove}>
          {t("revoke")}
        </Button>
      </span>
    </td>
  );
}
