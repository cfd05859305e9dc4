"use client";

/** Shows the denomination pad: notes, coins, and what is packed or counted in bulk. */
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import type { Draft } from "@/lib/client/till-counts-draft";
import { formatMoney } from "@/lib/domain/format";
import type { PadReader, PadRow as Row } from "@/lib/domain/till-count/denomination-pad";
import { findFoldedRows } from "@/lib/domain/till-count/usual-pieces";
import { AmountField } from "./amount-field";
import { PadRow } from "./pad-row";

export type PadProps = {
  rows: Row[];
  /** The notes and coins that this till usually has; the others are folded. */
  usualValues: readonly number[];
  draft: Pick<Draft, "texts" | "loose">;
  reading: DraftReading;
  reader: PadReader;
  onChange: (change: Partial<Draft>) => void;
  /** Other ways to count stand below the coins. */
  children?: ReactNode;
};

export function Pad(props: PadProps) {
  const t = useTranslations("till-count.pad");
  const { rows, reading } = props;
  const fold = useFold(props);
  const notes = rows.filter(({ kind }) => kind === "note");
  const coins = rows.filter(({ kind }) => kind === "coin");
  const { notes: sumOfNotes = null, coins: sumOfCoins = null } = reading.sums ?? {};
  return (
    <div onKeyDown={onArrow} className="grid gap-x-16 gap-y-5 max-[960px]:gap-x-8 sm:grid-cols-2">
      <div className="grid content-start gap-y-2 empty:hidden">
        <Group {...props} title={t("notes")} sum={sumOfNotes} rows={notes} folded={fold.folded} />
        {fold.mayFold && (
          <button
            type="button"
            aria-expanded={fold.isOpen}
            onClick={fold.toggle}
            className={`no-print justify-self-start ${FOLD}`}
          >
            {t(fold.isOpen ? "usual-pieces" : "all-pieces")}
          </button>
        )}
      </div>
      <div className="grid content-start gap-y-2">
        <Group {...props} title={t("coins")} sum={sumOfCoins} rows={coins} folded={fold.folded} />
        <Packs {...props} />
        {props.children}
      </div>
    </div>
  );
}

const FOLD = "py-1 text-accent underline underline-offset-[3px] max-sm:py-3";
const NONE: ReadonlySet<string> = new Set();

/** What is typed is never folded away, and what was shown stays when its text is deleted. */
function useFold({ rows, usualValues, draft }: PadProps) {
  const unusual = useMemo(() => findFoldedRows(rows, usualValues), [rows, usualValues]);
  const isFilled = [...unusual].some((id) => (draft.texts[id] ?? "").trim() !== "");
  const [isWanted, setWanted] = useState(isFilled);
  const isOpen = isWanted || isFilled;
  return {
    isOpen,
    folded: isOpen ? NONE : unusual,
    mayFold: unusual.size > 0 && !isFilled,
    toggle: () => setWanted(!isWanted),
  };
}

type GroupProps = PadProps & { title: string; sum: number | null; folded?: ReadonlySet<string> };

function Group(props: GroupProps) {
  const { title, sum, rows, draft, reading, reader, onChange, folded = NONE } = props;
  const language = useLocale();
  if (rows.every(({ id }) => folded.has(id))) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="flex w-full justify-between border-b border-ink pb-1 font-semibold">
        <span>{title}</span>
        {sum !== null && <span>{formatMoney(sum, reader.currency, language)}</span>}
      </legend>
      <ul>
        {rows.map(
          (row, at) =>
            !folded.has(row.id) && (
              <PadRow
                key={row.id}
                {...{ row, at, reader }}
                of={rows.length}
                text={draft.texts[row.id] ?? ""}
                read={reading.sums?.read.get(row.id)}
                fault={reading.sums?.wrong.get(row.id)}
                onType={(text) => onChange({ texts: { ...draft.texts, [row.id]: text } })}
              />
            ),
        )}
      </ul>
    </fieldset>
  );
}

/** It is collapsed until it is opened, or filled in already. */
function Packs(props: PadProps) {
  const t = useTranslations("till-count.pad");
  const { draft, reading, reader, onChange } = props;
  const packs = props.rows.filter(({ per }) => per > 1);
  const [wanted, setWanted] = useState(false);
  const filled =
    draft.loose.trim() !== "" || packs.some(({ id }) => (draft.texts[id] ?? "").trim() !== "");
  return (
    <details
      open={wanted || filled}
      onToggle={({ currentTarget }) => setWanted(currentTarget.open)}
    >
      <summary className={`inline-block ${FOLD}`}>
        {t(packs.length > 0 ? "packs-and-bulk" : "bulk")}
      </summary>
      <div className="grid gap-4 pt-2">
        {packs.length > 0 && (
          <Group title={t("packs")} sum={reading.sums?.packs ?? null} {...props} rows={packs} />
        )}
        <AmountField
          label={t("loose")}
          hint={t("loose-hint")}
          text={draft.loose}
          reading={reading.loose}
          currency={reader.currency}
          onType={(loose) => onChange({ loose })}
        />
      </div>
    </details>
  );
}

/** Up and down move between the rows; Enter moves to the next, and at the end to the button. */
function onArrow(event: KeyboardEvent<HTMLDivElement>) {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey) return;
  const by = key === "ArrowUp" ? -1 : key === "ArrowDown" || key === "Enter" ? 1 : 0;
  if (by === 0) return;
  const fields = [...currentTarget.querySelectorAll("input")].filter(
    (field) => field.offsetParent !== null,
  );
  const next = fields[fields.indexOf(target) + by];
  event.preventDefault();
  if (next !== undefined) next.focus();
  else if (key === "Enter")
    currentTarget.closest("form")?.querySelector<HTMLElement>("[type=submit]")?.focus();
}
