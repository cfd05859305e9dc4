"use client";

/** Shows one row of the pad: the piece, its quantity, and its value. */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import {
  type PadFault,
  type PadReader,
  type PadRow as Row,
  stepPadText,
} from "@/lib/domain/till-count/denomination-pad";
import { formatPieceName } from "@/lib/domain/till-count/piece-name";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { PadFace } from "./pad-face";

type PadRowProps = {
  row: Row;
  at: number;
  of: number;
  text: string;
  reader: PadReader;
  read: { quantity: number; amount: number } | undefined;
  fault: PadFault | undefined;
  onType: (text: string) => void;
};

export function PadRow({ row, at, of, text, reader, read, fault, onType }: PadRowProps) {
  const t = useTranslations("till-count.pad");
  const name = formatPieceName(row.valueMinor, reader.currency, reader.language);
  const piece = t(`piece.${getPieceName(row)}`, { name, per: row.per });
  const id = `pad-${row.id}`;
  const step = (by: 1 | -1) => onType(stepPadText(row, text, by, reader));
  return (
    <li className="group border-b border-rule" data-pad-row={row.id}>
      <div className="grid h-14 grid-cols-[60px_156px_minmax(0,1fr)] items-center gap-3 max-[359px]:gap-1.5 sm:h-[52px] sm:grid-cols-[60px_148px_minmax(0,1fr)] sm:gap-4">
        <label htmlFor={id}>
          <PadFace {...{ row, name, at, of }} />
          <span className="sr-only">
            {t(reader.unit === "pieces" ? "how-many" : "how-much", { piece })}
          </span>
        </label>
        <div className="grid h-[46px] grid-cols-[46px_64px_46px] sm:h-11 sm:grid-cols-[44px_60px_44px]">
          <StepButton
            icon="minus"
            side="left"
            label={t("fewer", { piece })}
            onPress={() => step(-1)}
          />
          <input
            id={id}
            data-pad={row.id}
            inputMode={reader.unit === "pieces" ? "numeric" : "decimal"}
            autoComplete="off"
            enterKeyHint="next"
            value={text}
            placeholder="0"
            aria-invalid={fault !== undefined || undefined}
            aria-describedby={fault === undefined ? undefined : `${id}-fault`}
            onChange={({ target }) => onType(target.value)}
            onFocus={({ target }) => target.select()}
            onKeyDown={(event) => {
              if (event.key !== "+" && event.key !== "-") return;
              event.preventDefault();
              step(event.key === "+" ? 1 : -1);
            }}
            className={classNames(
              "w-full min-w-0 rounded-none border-y border-rule-strong bg-sheet text-center font-semibold text-ink placeholder:font-normal placeholder:text-ink-3",
              "focus-visible:relative focus-visible:z-[1] focus-visible:-outline-offset-1",
              "aria-[invalid=true]:border-2 aria-[invalid=true]:border-ink",
              reader.unit === "pieces" ? "text-lg sm:text-[18px]" : "text-base sm:text-sm",
            )}
          />
          <StepButton
            icon="plus"
            side="right"
            label={t("more", { piece })}
            onPress={() => step(1)}
          />
        </div>
        <Worth {...{ id, read, reader }} />
      </div>
      {fault !== undefined && (
        <p id={`${id}-fault`} role="alert" className="flex gap-1 pb-2 text-xs text-ink">
          <Icon name="warn" className="size-4 text-uncounted" />
          {t(`fault.${fault}`, { piece: name })}
        </p>
      )}
    </li>
  );
}

/** It is the value of the pieces, or their quantity where the value is typed. */
function Worth({ id, read, reader }: { id: string } & Pick<PadRowProps, "read" | "reader">) {
  const t = useTranslations("till-count");
  const language = useLocale();
  if (read === undefined) {
    return (
      <output htmlFor={id} className="text-right text-sm text-ink-3 italic">
        {t("not-entered")}
      </output>
    );
  }
  return (
    <output
      htmlFor={id}
      className="truncate text-right text-[17px] group-focus-within:font-semibold sm:text-md"
    >
      {reader.unit === "pieces"
        ? formatMoney(read.amount, reader.currency, language)
        : t("pad.times", { quantity: read.quantity })}
    </output>
  );
}

type StepButtonProps = {
  icon: "minus" | "plus";
  side: "left" | "right";
  label: string;
  onPress: () => void;
};

/**
 * The buttons stand beside the fields, not between them: the keyboard has + and − in the field
 * itself.
 */
function StepButton({ icon, side, label, onPress }: StepButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      onClick={onPress}
      className={classNames(
        "no-print grid touch-manipulation place-items-center border border-rule-strong bg-sheet text-ink select-none active:bg-hover sm:hover:bg-hover",
        side === "left" ? "rounded-l-md" : "rounded-r-md",
      )}
    >
      <Icon name={icon} />
    </button>
  );
}

function getPieceName({ kind, of }: Row): "note" | "coin" | "roll" | "bundle" | "bag" {
  return kind === "roll" && of === "note" ? "bundle" : kind;
}
