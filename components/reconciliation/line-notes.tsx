"use client";

/** Lists the notes about one line beside its counts: what the counter wrote stands there first. */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { LinePosition } from "@/lib/domain/keys";
import { Instant } from "../ui/instant";

type LineNotesProps = { day: DayDetail; line: LinePosition };

export function LineNotes({ day, line }: LineNotesProps) {
  const t = useTranslations("day.notes");
  const notes = day.notes.filter(
    ({ shiftId, tillId, tenderId }) =>
      shiftId === line.shiftId && tillId === line.tillId && tenderId === line.tenderId,
  );
  if (notes.length === 0) return null;
  return (
    <section aria-label={t("of-line")} className="mt-5 min-w-0">
      <h3 className="mb-1 font-medium! text-ink-2">{t("of-line")}</h3>
      <ol className="border-t border-rule-strong">
        {notes.map(({ id, text, author, createdAt }) => (
          <li key={id} className="border-b border-rule py-2">
            <p className="break-words whitespace-pre-wrap">{text}</p>
            <p className="text-xs text-ink-2">
              {author}, <Instant iso={createdAt} style="short" />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
